import { addNode, nodeInput, plain } from './onnx-axes';
import { type Conversion, integerAttribute, integerList, type NodeValue } from './onnx-values';

const MOST_TAPS = 64;

/**
 * An average pool of more than two dimensions whose window is long along one axis alone, as PyTorch writes the local response norm over
 * channels: the mean of that axis and itself moved on. Undefined for any other pool.
 */
export function slidingMean(conversion: Conversion): NodeValue | undefined {
  const { node, builder, id } = conversion;
  const size = node.attributes.get('kernel_shape')?.ints ?? [];
  const [taps = 1] = size.filter((side) => side > 1);
  const others = ['strides', 'dilations'].flatMap((name) => integerList(conversion, name) ?? []);
  const isPlain =
    others.every((side) => side === 1) &&
    (integerList(conversion, 'pads') ?? []).every((side) => side === 0) &&
    integerAttribute(conversion, 'ceil_mode', 0) === 0;
  const long = size.filter((side) => side !== 1).length;
  if (size.length < 3 || long !== 1 || taps < 2 || taps > MOST_TAPS || !isPlain) return undefined;
  const x = plain(conversion, nodeInput(conversion));
  const axis = x.axes[size.indexOf(taps) + 2] ?? -1;
  const width = (builder.shape(x.id)[axis] ?? 1) - taps + 1;
  if (axis < 0 || width < 1) return undefined;
  const moved = Array.from({ length: taps }, (_, start) =>
    addNode(conversion, 'moved', { op: 'slice', inputs: [x.id], axis, start, size: width }),
  );
  const sum = addNode(conversion, 'sum', { op: 'add', inputs: moved });
  const shape = builder.shape(sum).map(() => 1);
  const weight = builder.weight(`${id}/share`, shape, Float32Array.of(1 / taps));
  return { ...x, id: builder.add({ id, inputs: [sum], op: 'scale', weight }) };
}
