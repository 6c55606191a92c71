import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { scaledBy } from './onnx-affine';
import { addNode, arranged, fileShape, inOwnOrder, nodeInput } from './onnx-axes';
import { toShape } from './onnx-reshaping';
import {
  axisOf,
  type Conversion,
  type Converter,
  integerAttribute,
  integerList,
  label,
  type NodeValue,
  rawInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

type Kind = 'mean' | 'max' | 'min' | 'sum' | 'l2' | 'squares';

/** ReduceMean, ReduceMax and their like over any of the file's axes. */
export const reduction =
  (kind: Kind): Converter =>
  (conversion) => {
    const x = nodeInput(conversion);
    const dims = fileShape(conversion, x);
    const listed = integerList(conversion, 'axes', 1);
    const axes = (listed?.length ? listed : [...dims.keys()]).map((axis) => axisOf(axis, dims.length));
    if (axes.some((axis) => dims[axis] === undefined))
      throw unsupportedOp(
        phrase('{layer} over axes [{axes}] does not fit {dims} dimensions.', {
          layer: label(conversion),
          axes: axes.join(', '),
          dims: dims.length,
        }),
      );
    const count = sizeOf(axes.map((axis) => dims[axis] ?? 1));
    const kept = reduced(conversion, x, axes, kind, count);
    if (integerAttribute(conversion, 'keepdims', 1) === 1) return kept;
    return toShape(
      conversion,
      kept,
      dims.filter((_, axis) => !axes.includes(axis)),
    );
  };

/** GlobalAveragePool and GlobalMaxPool of what is no map, as of tokens `[N, C, T]`: over all axes from the third on. */
export const globalPool =
  (by: 'mean' | 'max', ofMap: Converter): Converter =>
  (conversion) => {
    const { axes } = rawInput(conversion);
    if (axes.length === 4) return ofMap(conversion);
    return over(conversion, nodeInput(conversion), [...axes.keys()].slice(2), by);
  };

function reduced(
  conversion: Conversion,
  x: NodeValue,
  axes: readonly number[],
  kind: Kind,
  count: number,
): NodeValue {
  switch (kind) {
    case 'mean':
    case 'max':
      return over(conversion, x, axes, kind);
    case 'min': {
      const largest = over(conversion, scaledBy(conversion, x, -1), axes, 'max');
      return scaledBy(conversion, largest, -1);
    }
    case 'sum':
      return scaledBy(conversion, over(conversion, x, axes, 'mean'), count);
    case 'l2':
    case 'squares': {
      const node = { op: 'activation', function: 'power', alpha: 2, inputs: [x.id] } as const;
      const squares = { ...x, id: addNode(conversion, 'squares', node) };
      const sum = scaledBy(conversion, over(conversion, squares, axes, 'mean'), count);
      if (kind === 'squares') return sum;
      const root = { op: 'activation', function: 'power', alpha: 0.5, inputs: [sum.id] } as const;
      return { ...sum, id: addNode(conversion, 'root', root) };
    }
  }
}

/** Over some axes, which stay, 1 long. */
function over(conversion: Conversion, x: NodeValue, axes: readonly number[], by: 'mean' | 'max'): NodeValue {
  const { builder } = conversion;
  const own = inOwnOrder(x);
  const shape = builder.shape(x.id);
  const isLong = (axis: number): boolean =>
    shape[x.axes[axis] ?? -1] !== undefined && shape[x.axes[axis] ?? -1] !== 1;
  const gone = own.filter((axis) => axes.includes(axis) && isLong(axis));
  if (gone.length === 0) return x;
  const stays = own.filter((axis) => !gone.includes(axis));
  const last = own.at(-1) ?? 0;
  const isOverPlaces =
    stays.filter(isLong).every((axis) => axis === last) &&
    stays.includes(last) &&
    own.length === shape.length;
  if (isOverPlaces && (shape.length === 3 || by === 'mean')) return overPlaces(conversion, x, own, gone, by);
  // The axes that go become the last one.
  const id = arranged(conversion, x, [...stays, ...gone]);
  const lead = stays.map((axis) => shape[x.axes[axis] ?? 0] ?? 1);
  const size = sizeOf(gone.map((axis) => shape[x.axes[axis] ?? 0] ?? 1));
  const flat =
    gone.length === 1
      ? id
      : addNode(conversion, 'together', { op: 'reshape', inputs: [id], shape: [...lead, size] });
  const made = addNode(conversion, by, { op: 'reduce', inputs: [flat], by });
  const order = [...stays, gone[0] ?? 0];
  return { kind: 'node', id: made, axes: x.axes.map((_, axis) => order.indexOf(axis)) };
}

/** Over all places of a value whose channels, last, stay. */
function overPlaces(
  conversion: Conversion,
  x: NodeValue,
  own: readonly number[],
  gone: readonly number[],
  by: 'mean' | 'max',
): NodeValue {
  const { builder } = conversion;
  const shape = builder.shape(x.id);
  const channels = shape.at(-1) ?? 1;
  const places = sizeOf(shape) / channels;
  const map =
    shape.length === 3
      ? x.id
      : addNode(conversion, 'places', { op: 'reshape', inputs: [x.id], shape: [places, 1, channels] });
  const [height = 1, width = 1] = builder.shape(map);
  const id =
    by === 'mean'
      ? addNode(conversion, 'mean', { op: 'globalAvgPool', inputs: [map] })
      : addNode(conversion, 'max', {
          op: 'maxPool',
          inputs: [map],
          ...{ size: [height, width], strides: [1, 1], padding: [0, 0, 0, 0] },
        });
  const last = own.at(-1);
  const free = gone.filter((axis) => axis !== last);
  // A map of one place: rows and columns are those of two axes that stay 1 long.
  return {
    kind: 'node',
    id,
    axes: x.axes.map((_, axis) =>
      axis === last ? 2 : free.indexOf(axis) === 0 ? 0 : free.indexOf(axis) === 1 ? 1 : -1,
    ),
  };
}
