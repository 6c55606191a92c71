import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { arranged, CHANNELS_FIRST, fileShape, FLAT, plain } from './onnx-axes';
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

/** Identity: the same value under another name. */
export const identity: Converter = (conversion) => rawInput(conversion);

export const flatten: Converter = (conversion) => {
  const x = rawInput(conversion);
  const now = fileShape(conversion, x);
  const axis = axisOf(integerAttribute(conversion, 'axis', 1), now.length);
  return toShape(conversion, x, [sizeOf(now.slice(0, axis)), sizeOf(now.slice(axis))]);
};

export const reshape: Converter = (conversion) => {
  const x = rawInput(conversion);
  const asked = integerList(conversion, 'shape', 1) ?? [];
  const now = fileShape(conversion, x);
  const copies = integerAttribute(conversion, 'allowzero', 0) === 0;
  const wanted = asked.map((side, i) => (side === 0 && copies ? (now[i] ?? 1) : side));
  const total = sizeOf(now);
  const filled = (sides: readonly number[]): number[] => {
    const rest = sides.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
    return sides.map((side) => (side === -1 ? total / rest : side));
  };
  const whole = filled(wanted);
  // A file for several pictures at once is read for one.
  const fits = sizeOf(whole) === total && whole.every((side) => Number.isInteger(side));
  return toShape(conversion, x, fits ? whole : filled([1, ...wanted.slice(1)]));
};

/** Squeeze away axes of length 1. */
export const squeeze: Converter = (conversion) => {
  const x = rawInput(conversion);
  const now = fileShape(conversion, x);
  const axes = integerList(conversion, 'axes', 1)?.map((axis) => axisOf(axis, now.length));
  if (axes?.some((axis) => now[axis] !== 1)) {
    throw unsupportedOp(
      phrase('{layer} of axes [{axes}], not all 1 long, is not supported.', {
        layer: label(conversion),
        axes: axes.join(', '),
      }),
    );
  }
  return toShape(
    conversion,
    x,
    now.filter((side, i) => (axes ? !axes.includes(i) : side !== 1)),
  );
};

export const unsqueeze: Converter = (conversion) => {
  const x = rawInput(conversion);
  const now = [...fileShape(conversion, x)];
  const axes = integerList(conversion, 'axes', 1) ?? [];
  const rank = now.length + axes.length;
  for (const axis of axes.map((each) => axisOf(each, rank)).toSorted((a, b) => a - b)) now.splice(axis, 0, 1);
  return toShape(conversion, x, now);
};

/** Most axes that TF.js transposes on every backend, the batch among them. */
const MOST_AXES = 16;

/**
 * A value in another shape of the file's. Where the new axes are made of neighbours of ours, or are parts of one, nothing moves; a
 * map that becomes a vector stays in our order, which a dense layer takes up; else it is turned to the file's order first.
 */
export function toShape(conversion: Conversion, raw: NodeValue, wanted: readonly number[]): NodeValue {
  const { builder, id } = conversion;
  const now = fileShape(conversion, raw);
  if (wanted.join() === now.join()) return raw;
  const bad = wanted.some((side) => !Number.isInteger(side) || side < 1) || wanted.length > MOST_AXES;
  if (bad || sizeOf(wanted) !== sizeOf(now)) {
    throw unsupportedModel(
      phrase('{layer}: [{now}] does not fit in [{wanted}].', {
        layer: label(conversion),
        now: now.join(', '),
        wanted: wanted.slice(0, 8).join(', '),
      }),
    );
  }
  if (raw.order) {
    const [channels, height, width] = raw.order;
    if (long(wanted).join() === long([sizeOf(raw.order)]).join() && !raw.padding && !raw.expanded)
      return { ...raw, axes: wanted.map((side) => (side === 1 ? -1 : 0)) };
    if (wanted.join() === [1, ...raw.order].join() && !raw.padding) {
      const map = builder.add({ id, inputs: [raw.id], op: 'reshape', shape: [height, width, channels] });
      return { kind: 'node', id: map, axes: CHANNELS_FIRST };
    }
  }
  const x = plain(conversion, raw);
  const shape = builder.shape(x.id);
  const groups = regrouped(now, wanted);
  const ours = groups.map(({ from }) => from.map((axis) => x.axes[axis] ?? -1));
  // Along ours, without those 1 long, each group's axes have to follow on each other.
  const longAxes = [...shape.keys()].filter((axis) => shape[axis] !== 1);
  const together = ours.every((axes) =>
    axes.every((axis, i) => i === 0 || longAxes.indexOf(axis) === longAxes.indexOf(axes[i - 1] ?? -1) + 1),
  );
  if (!together) {
    const isVector = long(wanted).length === 1 && wanted.length === 2 && wanted[0] === 1;
    const [, channels = 1, height = 1, width = 1] = now;
    if (isVector && x.axes.join() === CHANNELS_FIRST.join()) {
      const flat = builder.add({ id, inputs: [x.id], op: 'flatten' });
      return { kind: 'node', id: flat, axes: FLAT, order: [channels, height, width] };
    }
    const inFile = [...now.keys()].filter((axis) => now[axis] !== 1);
    const turned = arranged(conversion, x, inFile);
    return toShape(
      conversion,
      { kind: 'node', id: turned, axes: now.map((_, axis) => inFile.indexOf(axis)) },
      wanted,
    );
  }
  const sorted = groups.toSorted((a, b) => (x.axes[a.from[0] ?? 0] ?? 0) - (x.axes[b.from[0] ?? 0] ?? 0));
  const order = sorted.flatMap(({ to }) => to);
  const target = order.map((axis) => wanted[axis] ?? 1);
  const axes = wanted.map((_, axis) => order.indexOf(axis));
  if (target.join() === shape.join()) return { kind: 'node', id: x.id, axes };
  // As many numbers in a row as a map of one place: no axis but the channels moves, and no node is needed.
  if (target.join() === longAxes.map((axis) => shape[axis]).join() && wanted.length > 2)
    return { kind: 'node', id: x.id, axes: wanted.map((_, axis) => longAxes[order.indexOf(axis)] ?? -1) };
  const flat = target.length <= 1;
  const node = flat
    ? builder.add({ id, inputs: [x.id], op: 'flatten' })
    : builder.add({ id, inputs: [x.id], op: 'reshape', shape: target });
  return { kind: 'node', id: node, axes: flat ? flatAxes(wanted) : axes };
}

/** The axes of a vector. */
function flatAxes(wanted: readonly number[]): readonly number[] {
  const at = wanted.findIndex((side) => side !== 1);
  return wanted.map((_, axis) => (axis === (at < 0 ? wanted.length - 1 : at) ? 0 : -1));
}

function long(sides: readonly number[]): readonly number[] {
  return sides.filter((side) => side !== 1);
}

interface Group {
  readonly from: number[];
  readonly to: number[];
}

/** The least groups of axes, without those 1 long, that hold as many numbers before as after. */
function regrouped(now: readonly number[], wanted: readonly number[]): Group[] {
  const from = [...now.keys()].filter((axis) => now[axis] !== 1);
  const to = [...wanted.keys()].filter((axis) => wanted[axis] !== 1);
  const groups: Group[] = [];
  while (from.length > 0 || to.length > 0) {
    const group: Group = { from: [], to: [] };
    let [before, after] = [1, 1];
    do {
      if (before <= after) {
        const axis = from.shift() ?? 0;
        group.from.push(axis);
        before *= now[axis] ?? 1;
      } else {
        const axis = to.shift() ?? 0;
        group.to.push(axis);
        after *= wanted[axis] ?? 1;
      }
    } while (before !== after);
    groups.push(group);
  }
  return groups;
}

/** Transpose: nothing but what the file calls the axes. */
export const transpose: Converter = (conversion) => {
  const raw = rawInput(conversion);
  const x = raw.padding && isSpatial(raw) ? raw : plain(conversion, raw);
  const perm = conversion.node.attributes.get('perm')?.ints ?? [...x.axes.keys()].toReversed();
  if ([...perm].toSorted((a, b) => a - b).join() !== [...x.axes.keys()].join()) {
    throw unsupportedModel(
      phrase('{layer} by [{perm}] does not fit {axes} dimensions.', {
        layer: label(conversion),
        perm: perm.join(),
        axes: x.axes.length,
      }),
    );
  }
  return { ...x, axes: perm.map((axis) => x.axes[axis] ?? -1) };
};

/** Whether a padding, which is that of our rows and columns, means the same whatever the file calls them. */
function isSpatial({ order, expanded }: NodeValue): boolean {
  return !order && !expanded;
}

/** Expand: what reads the value repeats it. */
export const expand: Converter = (conversion) => {
  const x = plain(conversion, rawInput(conversion));
  const now = fileShape(conversion, x);
  const asked = integerList(conversion, 'shape', 1) ?? [];
  const rank = Math.max(now.length, asked.length);
  const at = (sides: readonly number[], axis: number): number => sides[axis - rank + sides.length] ?? 1;
  const wanted = Array.from({ length: rank }, (_, axis) => Math.max(at(now, axis), at(asked, axis)));
  const axes = [...Array<number>(rank - now.length).fill(-1), ...x.axes];
  if (wanted.join() === Array.from({ length: rank }, (_, axis) => at(now, axis)).join())
    return { ...x, axes };
  return { ...x, axes, expanded: wanted };
};

/** Tile: each axis along one of its own before it, and both as one. */
export const tile: Converter = (conversion) => {
  const x = plain(conversion, rawInput(conversion));
  const now = fileShape(conversion, x);
  const repeats = integerList(conversion, 'repeats', 1) ?? [];
  const apart = {
    ...x,
    axes: x.axes.flatMap((axis) => [-1, axis]),
    expanded: now.flatMap((side, axis) => [repeats[axis] ?? 1, side]),
  };
  const wanted = now.map((side, axis) => side * (repeats[axis] ?? 1));
  return toShape(conversion, apart, wanted);
};

/** Adds what a converter needs where the file's Reshape is written as other ops. */
export function reshapedTo(conversion: Conversion, x: NodeValue, wanted: readonly number[]): NodeValue {
  const inner = { ...conversion, id: `${conversion.id}/shaped` };
  return inner.builder.has(inner.id)
    ? { ...x, ...toShape({ ...conversion, id: addedName(conversion) }, x, wanted) }
    : toShape(inner, x, wanted);
}

function addedName({ builder, id }: Conversion): string {
  let name = `${id}/shaped`;
  for (let n = 2; builder.has(name); n++) name = `${id}/shaped_${n}`;
  return name;
}
