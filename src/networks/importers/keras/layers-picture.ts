import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import type { Pair } from '../../graph/graph';
import { type PictureChannels, pictureChannels } from '../picture-channels';
import type { Layer } from './layers-schema';
import { phrase } from '../../../words/say';

/** The picture that a model takes. */
export interface LayersPicture {
  /** A side that the file leaves open is 0. */
  readonly size: Pair;
  readonly channels: PictureChannels;
  /** What its layers get of it for one picture, where that is not `[H, W, C]`: rows of numbers without an axis for the channel. */
  readonly shape?: readonly number[];
}

/** The least side of a picture whose numbers come in a row. */
const LEAST_SIDE = 8;

/** The picture that a layer says it takes, or else the model it lies in. Throws LabError `unsupported-model` for anything else. */
export function pictureOf(id: string, layer: Layer, model: Pick<Layer, 'config'>): LayersPicture {
  const said = ({ config }: Pick<Layer, 'config'>, key: string): unknown =>
    Array.isArray(config) ? undefined : config[key];
  const shape =
    said(layer, 'batch_input_shape') ??
    said(layer, 'batchInputShape') ??
    said(layer, 'batch_shape') ??
    said(model, 'build_input_shape');
  const result = v.safeParse(v.pipe(v.array(v.nullable(v.number())), v.maxLength(8)), shape);
  if (!result.success) {
    throw unsupportedModel(
      phrase(
        'Expected a picture [null, H, W, 3] or [null, H, W, 1] as the first layer’s input, got another shape.',
      ),
    );
  }
  const [, height, width, last] = result.output;
  const bare = barePicture(result.output);
  if (bare) return bare;
  const channels = pictureChannels(id, result.output, last);
  return { size: [height ?? 0, width ?? 0], channels };
}

/** A grey picture without an axis for its one channel, or one whose numbers come in a row; undefined where it is neither. */
function barePicture([, first, second, ...more]: readonly (number | null)[]): LayersPicture | undefined {
  if (!first || more.length > 0) return undefined;
  if (second) return { size: [first, second], channels: 1, shape: [first, second] };
  if (second === null) return undefined;
  const rows = ([1, 3] as const).map((channels) => ({ channels, side: Math.sqrt(first / channels) }));
  const found = rows.find(({ side }) => Number.isInteger(side) && side >= LEAST_SIDE);
  return found && { size: [found.side, found.side], channels: found.channels, shape: [first] };
}
