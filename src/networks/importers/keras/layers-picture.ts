import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import { barePicture, type GivenPicture, pictureChannels } from '../picture-channels';
import type { Layer } from './layers-schema';
import { phrase } from '../../../words/say';

/** The picture that a layer says it takes, or else the model it lies in. Throws LabError `unsupported-model` for anything else. */
export function pictureOf(id: string, layer: Layer, model: Pick<Layer, 'config'>): GivenPicture {
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
  const [, first] = result.output;
  if (result.output.length === 4 && (first === 1 || first === 3) && last !== 1 && last !== 3)
    throw unsupportedModel(
      phrase('The input “{name}” has its channels first; a Keras file is read with its channels last.', {
        name: id,
      }),
      {},
      phrase(
        'Load the model with KERAS_BACKEND=torch, export it to ONNX as one of PyTorch’s, and drop that.',
      ),
    );
  const channels = pictureChannels(id, result.output, last);
  return { size: [height ?? 0, width ?? 0], channels };
}
