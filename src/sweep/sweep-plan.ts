import { LARGEST_SEED } from '../core/records/recipe';
import { LabError } from '../core/records/lab-error';
import type { Target } from '../engine/protocol/protocol';
import type { MethodInfo } from '../methods/catalog/method-info';
import type { ParamValue, ParamValues } from '../methods/catalog/params';
import { paramKey, resolveParams } from '../methods/catalog/resolve-params';
import { phrase } from '../words/say';
import type { Phrase } from '../words/message';

/** What a sweep can go along besides a method's parameters. */
export const OTHER_AXES = ['network', 'target', 'preset', 'seed'] as const;
type OtherAxis = (typeof OTHER_AXES)[number];

/** One side of a sweep: a parameter, by its key, or one of `OTHER_AXES`, and the values it takes in turn. */
export interface SweepAxis {
  readonly param: string;
  /** Class indices for `target`, ids for `network` and `preset`. */
  readonly values: readonly ParamValue[];
}

/** Whether all cells draw with one seed, so that only what is swept differs, or each with the next one. */
export const SEEDS = ['shared', 'varied'] as const;
export type Seeds = (typeof SEEDS)[number];

/** A run, and the two things that are varied about it. */
export interface SweepPlan {
  readonly method: MethodInfo;
  readonly network: string;
  readonly target: Target;
  /** As `resolveParams` takes them: what is not given is the preset's, or the default. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly seeds: Seeds;
  readonly rows: SweepAxis;
  /** Null for a sweep along one thing alone. */
  readonly columns: SweepAxis | null;
}

/** One run of a sweep, and its place on the sheet. */
export interface SweepCell {
  readonly row: number;
  readonly column: number;
  readonly network: string;
  readonly target: Target;
  /** The complete table. */
  readonly params: ParamValues;
  readonly seed: number;
}

/** More are no sheet that anybody looks at, and take days. */
export const MOST_CELLS = 400;

/**
 * The runs of a sweep, row by row. A preset that is swept lies under what is given, and every other axis over both.
 * @throws LabError `bad-parameter` for an axis that the method does not have, that takes no value or one out of range, or that
 *   both sides have; and for more than `MOST_CELLS` runs.
 */
export function sweepCells(plan: SweepPlan): readonly SweepCell[] {
  const { rows, columns } = plan;
  const rowKey = axisKey(plan.method, rows);
  const columnKey = columns && axisKey(plan.method, columns);
  if (rowKey === columnKey)
    throw refuse(
      phrase('Rows and columns both go along “{rowKey}”.', { rowKey }),
      phrase('Choose another one.'),
    );
  const across = columns?.values ?? [null];
  const count = rows.values.length * across.length;
  if (count > MOST_CELLS)
    throw refuse(
      phrase('This sweep would take {count} runs; {most} are the most.', {
        count,
        most: MOST_CELLS,
      }),
      phrase('Give fewer values.'),
    );
  return rows.values.flatMap((down, row) =>
    across.map((value, column) => {
      const varied = new Map<string, ParamValue>([[rowKey, down]]);
      if (columnKey !== null && value !== null) varied.set(columnKey, value);
      return { row, column, ...runAt(plan, varied, row * across.length + column) };
    }),
  );
}

/** The key of what an axis goes along. Throws as `sweepCells`. */
function axisKey(method: MethodInfo, { param, values }: SweepAxis): string {
  const key = isOther(param) ? param : paramKey(method, param);
  if (key === null)
    throw refuse(
      phrase('{title} has no “{param}” to go along.', { title: method.title, param }),
      phrase('Choose one of {params}.', {
        params: [...Object.keys(method.params), ...OTHER_AXES].join(', '),
      }),
    );
  if (values.length === 0)
    throw refuse(phrase('“{key}” takes no value in this sweep.', { key }), phrase('Give one or more.'));
  return key;
}

function runAt(
  { method, network, target, given, seed, seeds }: SweepPlan,
  varied: ReadonlyMap<string, ParamValue>,
  index: number,
): Omit<SweepCell, 'row' | 'column'> {
  const params = Object.fromEntries([...varied].filter(([key]) => !isOther(key) || key === 'preset'));
  // The table's other names are resolved with the rest; what is swept goes over what is given under either name.
  const base = Object.fromEntries(
    Object.entries(given).filter(([name]) => !varied.has(paramKey(method, name) ?? name)),
  );
  return {
    network: idOf(varied.get('network'), network),
    target: classOf(varied.get('target'), target),
    params: resolveParams(method, { ...base, ...params }),
    seed: seedOf(varied.get('seed'), seeds === 'varied' ? (seed + index) % (LARGEST_SEED + 1) : seed),
  };
}

function isOther(key: string): key is OtherAxis {
  return OTHER_AXES.some((other) => other === key);
}

function idOf(value: ParamValue | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  if (typeof value === 'string' && value !== '') return value;
  throw refuse(
    phrase('A network is called by its id, got {value}.', { value: String(value) }),
    phrase('Give ids of networks.'),
  );
}

function classOf(value: ParamValue | undefined, otherwise: Target): Target {
  if (value === undefined) return otherwise;
  if (value === 'top1' || value === 'second') return value;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw refuse(
    phrase('A class is a whole number from 0 on, got {value}.', { value: String(value) }),
    phrase('Give such numbers.'),
  );
}

function seedOf(value: ParamValue | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_SEED)
    return value;
  throw refuse(
    phrase('A seed is a whole number from 0 to {largest}, got {value}.', {
      largest: LARGEST_SEED,
      value: String(value),
    }),
    phrase('Give such numbers.'),
  );
}

function refuse(message: Phrase, nextStep: Phrase): LabError {
  return new LabError('bad-parameter', message, nextStep);
}
