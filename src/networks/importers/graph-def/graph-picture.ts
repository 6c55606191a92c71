import { unsupportedModel } from '../../graph/failures';
import type { Pair } from '../../graph/graph';
import type { GraphBuilder } from '../graph-builder';
import { barePicture, type PictureChannels, pictureChannels, rowNotes } from '../picture-channels';
import type { NodeValue } from '../onnx/onnx-values';
import { shapeAttribute, typeAttribute } from './graph-attributes';
import type { GraphDefNode } from './graph-schema';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

/** The input of a graph that takes the picture. */
export interface GraphPicture {
  readonly name: string;
  /** A side that the file leaves open is 0. */
  readonly size: Pair;
  readonly channels: PictureChannels;
  /** The picture as the graph's nodes get it. */
  readonly value: (builder: GraphBuilder) => NodeValue;
  /** The least value of a picture of whole numbers. */
  readonly wholeFrom: number | undefined;
  /** What a person should know of how it is read. */
  readonly notes: readonly Phrase[];
}

const REAL = [undefined, 'DT_FLOAT', 'DT_HALF', 'DT_DOUBLE', 'DT_BFLOAT16'];

/** The one input that is a picture, `[N, H, W, C]` as a rule, in colour or in grey, or without an axis for the channel, or in a row. */
export function graphPicture(nodes: readonly GraphDefNode[]): GraphPicture {
  const inputs = nodes.filter(({ op }) => op === 'Placeholder');
  const [input] = inputs;
  if (!input || inputs.length > 1) {
    const names = inputs.map(({ name }) => name).slice(0, 5);
    throw unsupportedModel(
      names.length > 0
        ? phrase('Expected one input, a picture, got {count}: {names}.', {
            count: inputs.length,
            names: names.join(', '),
          })
        : phrase('Expected one input, a picture, got {count}.', { count: inputs.length }),
    );
  }
  const { name } = input;
  const wholeFrom = REAL.includes(typeAttribute(input, 'dtype')) ? undefined : 0;
  const shape = shapeAttribute(input, 'shape') ?? [-1, -1, -1, 3];
  const bare = barePicture(shape.map((side) => (side > 0 ? side : null)));
  if (bare?.shape) {
    const { size, channels, shape: rows } = bare;
    const value = (builder: GraphBuilder): NodeValue => {
      const id = builder.add({ id: `${name}/shaped`, inputs: [name], op: 'reshape', shape: rows });
      return { kind: 'node', id, axes: [-1, ...rows.keys()] };
    };
    return { name, size, channels, value, wholeFrom, notes: rowNotes(bare) };
  }
  const isPicture = (channels = 0): boolean => channels === 3 || channels === 1;
  const [, second = 0, third = 0, fourth = 0] = shape;
  const first = shape.length === 4 && isPicture(second) && !isPicture(fourth);
  const [height, width] = first ? [third, fourth] : [second, third];
  const channels = pictureChannels(name, shape, first ? second : fourth);
  const value = (): NodeValue => ({ kind: 'node', id: name, axes: first ? [-1, 2, 0, 1] : [-1, 0, 1, 2] });
  return { name, size: [Math.max(0, height), Math.max(0, width)], channels, value, wholeFrom, notes: [] };
}
