import { unsupportedModel } from '../../graph/failures';
import type { Pair } from '../../graph/graph';
import type { GraphBuilder } from '../graph-builder';
import {
  barePicture,
  type GivenPicture,
  onlyInput,
  type PictureChannels,
  pictureChannels,
  rowNotes,
} from '../picture-channels';
import { CHANNELS_FIRST } from './onnx-axes';
import type { OnnxValueInfo } from './onnx-schema';
import type { NodeValue } from './onnx-values';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

/** The input of a graph that takes the picture. */
export interface PictureInput {
  readonly name: string;
  /** Height and width, 0 for one that the file leaves open. */
  readonly size: Pair;
  readonly channels: PictureChannels;
  /** Its value in a graph that takes it. */
  readonly valueIn: (builder: GraphBuilder) => NodeValue;
  /** What a person should know of how it is read. */
  readonly notes: readonly Phrase[];
  /** The least value of a picture of whole numbers. */
  readonly wholeFrom: number | undefined;
}

/**
 * The one input that is a picture, `[N, C, H, W]` or `[N, H, W, C]`, in colour or in grey; or in grey `[N, H, W]`, or with its numbers in
 * a row. A row of colours comes channel by channel, as PyTorch has it, unless the `producer` was TensorFlow.
 */
export function pictureInput(inputs: readonly OnnxValueInfo[], producer: string): PictureInput {
  const input = onlyInput(inputs);
  const { name, dims } = input;
  const wholeFrom = leastWhole(input);
  const [, second, third, fourth] = dims;
  if (dims.length === 3 && dims[0] === 3 && second !== undefined && third !== undefined) {
    const alone: NodeValue = { kind: 'node', id: name, axes: [2, 0, 1] };
    return { name, size: [second, third], channels: 3, valueIn: () => alone, notes: [], wholeFrom };
  }
  const bare = seemsBare(dims) ? barePicture(dims) : undefined;
  if (bare) return { ...bareInput(name, bare, producer), wholeFrom };
  const map: NodeValue = { kind: 'node', id: name, axes: CHANNELS_FIRST };
  const size = (height = 0, width = 0): Pair => [Math.max(0, height), Math.max(0, width)];
  const isPicture = (channels = 0): boolean => channels === 3 || channels === 1;
  // Where both ends could be channels, PyTorch's order is the likelier, unless the first is one pixel high.
  const last = dims.length === 4 && fourth !== undefined && isPicture(fourth) && !isPicture(second);
  if (last) {
    const channels = pictureChannels(name, dims, fourth);
    const value: NodeValue = { ...map, axes: [-1, 0, 1, 2] };
    return { name, size: size(second, third), channels, valueIn: () => value, notes: [], wholeFrom };
  }
  const open = dims.length === 4 && (second ?? 0) <= 0;
  const channels = open ? 3 : pictureChannels(name, dims, second);
  return { name, size: size(third, fourth), channels, valueIn: () => map, notes: [], wholeFrom };
}

/** Whether a shape may be a picture without its channels: sounds are longer than wide, and tables have fewer numbers. */
function seemsBare([, first, second]: readonly number[]): boolean {
  return second === undefined || first === second;
}

function bareInput(name: string, given: GivenPicture, producer: string): Omit<PictureInput, 'wholeFrom'> {
  const { size, channels, shape = [] } = given;
  const planes = channels > 1 && !/tf2onnx|keras|tensorflow/i.test(producer);
  return {
    name,
    size,
    channels,
    notes: rowNotes(given),
    valueIn(builder) {
      const id = builder.add({ id: `${name}/shaped`, inputs: [name], op: 'reshape', shape });
      const value: NodeValue = { kind: 'node', id, axes: [-1, ...shape.keys()] };
      return planes ? { ...value, order: [channels, ...size] } : value;
    },
  };
}

const REAL = new Set([0, 1, 10, 11, 16]);
const INT8 = 3;
/** uint8, uint16, int16, int32, int64, uint32, uint64: a picture's bytes fit them as they are. */
const WHOLE = new Set([2, 4, 5, 6, 7, 12, 13]);

/** The least value of a picture of whole numbers; undefined for one of real numbers. */
function leastWhole({ name, dataType }: OnnxValueInfo): number | undefined {
  if (REAL.has(dataType)) return undefined;
  if (dataType === INT8) return -128;
  if (WHOLE.has(dataType)) return 0;
  throw unsupportedModel(
    phrase('The input “{name}” takes no numbers that a picture could be (ONNX type {dataType}).', {
      name,
      dataType,
    }),
  );
}
