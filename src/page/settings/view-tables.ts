import type { Words } from '../../words/message';
import type { ChoiceParam, Param, ParamTable, ParamValues } from '../../methods/catalog/params';
import { defaultParams } from '../../methods/catalog/resolve-params';

/** Settings of a view's own, as a table like a method's: the address holds them under its id. */
export interface ViewTable<P = ParamValues> {
  readonly id: string;
  /** What links called it before. */
  readonly formerly?: string;
  readonly params: ParamTable<P>;
}

/** What a view's own settings are while nobody chose any. */
export function viewDefaults<P>({ params }: ViewTable<P>): P {
  return defaultParams(params) as P;
}

/** A view's own settings among all that its store holds. */
export function viewFields<P extends object>({ params }: ViewTable<P>): (state: P) => P {
  const keys = Object.keys(params) as (keyof P)[];
  return (state) => Object.fromEntries(keys.map((key) => [key, state[key]])) as P;
}

/** Whether a row says which of a view's pages is open, and so nothing of what is made there. */
export function isOpenPage(param: Param): boolean {
  return param.kind === 'choice' && param.options.every(({ value, label }) => value === label);
}

/** The row that says which of a view's pages is open; it opens on the first. */
export function openPage<V extends string>(label: Words, pages: readonly [V, ...V[]]): ChoiceParam<V> {
  return {
    kind: 'choice',
    label,
    default: pages[0],
    options: pages.map((value) => ({ value, label: value })),
    live: true,
    help: { what: label, try: pages[0] },
  };
}
