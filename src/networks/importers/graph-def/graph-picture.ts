import type { GraphBuilder } from '../graph-builder';
import { barePicture, onlyInput, pictureChannels, rowNotes } from '../picture-channels';
import type { PictureInput } from '../onnx/onnx-picture-input';
import type { NodeValue } from '../onnx/onnx-values';
import { shapeAttribute, typeAttribute } from './graph-attributes';
import type { GraphDefNode } from './graph-schema';

const REAL = [undefined, 'DT_FLOAT', 'DT_HALF', 'DT_DOUBLE', 'DT_BFLOAT16'];

/** The one input that is a picture, `[N, H, W, C]` as a rule, in colour or in grey, or without an axis for the channel, or in a row. */
export function graphPicture(nodes: readonly GraphDefNode[]): PictureInput {
  const input = onlyInput(nodes.filter(({ op }) => op === 'Placeholder'));
  const { name } = input;
  const wholeFrom = REAL.includes(typeAttribute(input, 'dtype')) ? undefined : 0;
  const shape = shapeAttribute(input, 'shape') ?? [-1, -1, -1, 3];
  const bare = barePicture(shape.map((side) => (side > 0 ? side : null)));
  if (bare?.shape) {
    const { size, channels, shape: rows } = bare;
    const valueIn = (builder: GraphBuilder): NodeValue => {
      const id = builder.add({ id: `${name}/shaped`, inputs: [name], op: 'reshape', shape: rows });
      return { kind: 'node', id, axes: [-1, ...rows.keys()] };
    };
    return { name, size, channels, valueIn, wholeFrom, notes: rowNotes(bare) };
  }
  const isPicture = (channels = 0): boolean => channels === 3 || channels === 1;
  const [, second = 0, third = 0, fourth = 0] = shape;
  const first = shape.length === 4 && isPicture(second) && !isPicture(fourth);
  const [height, width] = first ? [third, fourth] : [second, third];
  const channels = pictureChannels(name, shape, first ? second : fourth);
  const valueIn = (): NodeValue => ({ kind: 'node', id: name, axes: first ? [-1, 2, 0, 1] : [-1, 0, 1, 2] });
  return { name, size: [Math.max(0, height), Math.max(0, width)], channels, valueIn, wholeFrom, notes: [] };
}
