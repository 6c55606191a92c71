import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import { type Argument, isRead } from './layers-inbound';
import { joined, reshaped } from './layers-shaping';
import { type LayerConversion, type LayerConverter, plainInput } from './layers-values';
import { phrase } from '../../../words/say';

/** GetItem: `x[..., ::-1]`, `x[:, 0]` and their like, by numbers and slices. */
export const getItem: LayerConverter = (conversion) => {
  const { builder } = conversion;
  let id = plainInput(conversion);
  const shape = builder.shape(id);
  const items = itemsOf(conversion, shape.length + 1);
  const gone: number[] = [];
  for (const [at, item] of items.entries()) {
    const axis = at - 1;
    const length = shape[axis] ?? 1;
    const taken = takenOf(item, length);
    if (at === 0 || !taken || taken.length === 0 || taken.some((i) => i < 0 || i >= length)) {
      if (item === null) continue;
      throw refusedItem(conversion);
    }
    if (typeof item === 'number') gone.push(axis);
    if (taken.length !== length || taken.some((place, i) => place !== i))
      id = entries(conversion, id, axis, taken);
  }
  const kept = builder.shape(id).filter((_, axis) => !gone.includes(axis));
  return reshaped(conversion, id, kept);
};

const MOST_PIECES = 1024;

/** Entries of an axis, in runs that follow on each other. */
function entries(conversion: LayerConversion, x: string, axis: number, taken: readonly number[]): string {
  const { builder, name } = conversion;
  const runs: { start: number; size: number }[] = [];
  for (const at of taken) {
    const run = runs.at(-1);
    if (run && run.start + run.size === at) run.size++;
    else runs.push({ start: at, size: 1 });
  }
  if (runs.length > MOST_PIECES) throw refusedItem(conversion);
  const pieces = runs.map((run, i) =>
    builder.add({ id: `${name}/axis_${axis}_${i}`, inputs: [x], op: 'slice', axis, ...run }),
  );
  const [only] = pieces;
  return only !== undefined && pieces.length === 1
    ? only
    : joined(conversion, pieces, axis, `${name}/axis_${axis}`);
}

/** A number, a slice, or null for all of an axis. */
type Item =
  | number
  | { readonly start: number | null; readonly stop: number | null; readonly step: number | null }
  | null;

const bound = v.optional(v.nullable(v.pipe(v.number(), v.integer())), null);
const Bounds = v.object({ start: bound, stop: bound, step: bound });
/** Keras 3 marks a slice; Keras 2 has its bounds alone. */
const Slice = v.union([
  v.pipe(
    v.object({ class_name: v.literal('__slice__'), config: Bounds }),
    v.transform(({ config }) => config),
  ),
  Bounds,
]);
const Ellipsis = v.object({ class_name: v.literal('__ellipsis__') });

/** What is taken of each of `rank` axes, the pictures first. */
function itemsOf(conversion: LayerConversion, rank: number): readonly Item[] {
  const { call } = conversion;
  const key = call?.args.find((one) => !isRead(one)) ?? call?.named['slice_spec'] ?? call?.named['key'];
  const listed: readonly Argument[] =
    typeof key === 'object' && 'list' in key ? key.list : key === undefined ? [] : [key];
  const items = listed.map((one): Item | '...' => {
    if (typeof one === 'number') return one;
    const other = typeof one === 'object' && 'other' in one ? one.other : undefined;
    if (v.is(Ellipsis, other) || other === '...') return '...';
    const slice = v.safeParse(Slice, other);
    if (!slice.success) throw refusedItem(conversion);
    const { start, stop, step } = slice.output;
    return start === null && stop === null && step === null ? null : slice.output;
  });
  const rest = rank - items.filter((one) => one !== '...').length;
  const filled = items.flatMap((one): Item[] =>
    one === '...' ? Array<Item>(Math.max(0, rest)).fill(null) : [one],
  );
  if (items.length === 0 || filled.length > rank) throw refusedItem(conversion);
  return [...filled, ...Array<Item>(rank - filled.length).fill(null)];
}

/** Which places of an axis an item takes; undefined where it takes all. */
function takenOf(item: Item, length: number): readonly number[] | undefined {
  if (item === null) return undefined;
  if (typeof item === 'number') return [item < 0 ? item + length : item];
  const step = item.step ?? 1;
  const at = (side: number | null, otherwise: number, least: number, most: number): number =>
    side === null ? otherwise : Math.min(most, Math.max(least, side < 0 ? side + length : side));
  const taken: number[] = [];
  if (step > 0) {
    const end = at(item.stop, length, 0, length);
    for (let i = at(item.start, 0, 0, length); i < end; i += step) taken.push(i);
  } else if (step < 0) {
    const end = at(item.stop, -1, -1, length - 1);
    for (let i = at(item.start, length - 1, -1, length - 1); i > end; i += step) taken.push(i);
  }
  return taken;
}

function refusedItem({ layer, name }: LayerConversion): Error {
  return unsupportedOp(
    phrase(
      '{kind} “{name}” takes what is not supported; supported: entries and slices of all but the pictures.',
      {
        kind: layer.class_name,
        name,
      },
    ),
  );
}
