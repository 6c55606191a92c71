import type { Pair } from '../../graph/graph';
import { constantOf, type NodeValue, type OnnxValue } from '../onnx/onnx-values';
import {
  computed,
  dimsOf,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integers,
  integersInput,
  lacks,
} from './graph-values';
import { phrase } from '../../../words/say';

// TensorFlow 1 wrote a dilated convolution as a plain one between two operations that lay the map's places apart and together again.

/** A value whose convolution is dilated. */
interface Spaced extends NodeValue {
  readonly spaced: Pair;
}

/** The dilation that a value's convolution has; undefined where the convolution says it itself. */
export function dilationOf(value: OnnxValue): Pair | undefined {
  return 'spaced' in value ? (value as Spaced).spaced : undefined;
}

/** A value computed of another, whose places lie apart where that one's do. */
export function withDilation(value: NodeValue, of: OnnxValue): NodeValue {
  const spaced = dilationOf(of);
  return spaced ? spacedBy(value, spaced) : value;
}

function spacedBy(value: NodeValue, spaced: Pair): Spaced {
  return { ...value, spaced };
}

/** What keeps places apart: all that changes each value by itself. */
const KEEPING =
  /^(_?Fused)?(Conv2D|DepthwiseConv2dNative)$|^FusedBatchNorm(V[23])?$|^BiasAdd$|^Identity$|^Relu6?$/;

/** Throws LabError `unsupported-op` for a node that would read such a value's places as they lie. */
export function refuseSpaced(conversion: GraphConversion): void {
  const { node, inputs } = conversion;
  if (inputs.some(dilationOf) && !KEEPING.test(node.op) && node.op !== 'BatchToSpaceND')
    throw lacks(conversion, phrase('between SpaceToBatchND and BatchToSpaceND'));
}

/** SpaceToBatchND of a map's rows and columns: its zeros, and a dilation to come. */
export const spaceToBatch: GraphConverter = (conversion) => {
  const [rows = 0, columns = 0, ...more] = integersInput(conversion, 1);
  const [top = 0, bottom = 0, left = 0, right = 0] = integersInput(conversion, 2);
  const x = inputAt(conversion, 0);
  if (x.kind !== 'node' || x.axes.length !== 4 || more.length > 0 || rows < 1 || columns < 1)
    throw lacks(
      conversion,
      phrase('by [{sides}]', { sides: [rows, columns, ...more].slice(0, 8).join(', ') }),
    );
  const padded = computed(conversion, 'Pad', [x, integers(0, top, left, 0, 0, bottom, right, 0)]);
  return padded.kind === 'node' ? spacedBy(padded, [rows, columns]) : padded;
};

export const batchToSpace: GraphConverter = (conversion) => {
  const [top = 0, bottom = 0, left = 0, right = 0] = integersInput(conversion, 2);
  const given = inputAt(conversion, 0);
  const block = constantOf(conversion.inputs[1]);
  if (
    given.kind !== 'node' ||
    block?.kind !== 'integers' ||
    dilationOf(given)?.join() !== block.values.join()
  )
    throw lacks(conversion, phrase('without SpaceToBatchND before it'));
  const { spaced: _spaced, ...x } = given as Spaced;
  const [, height = 0, width = 0] = dimsOf(conversion, x);
  const ends = integers(height - bottom, width - right);
  return computed(conversion, 'Slice', [x, integers(top, left), ends, integers(1, 2)]);
};
