import type { NetworkInfo, NetworkRow } from '../../../engine/protocol/protocol';
import type { MethodInfo } from '../../../methods/catalog/method-info';
import type { NumberParam, Param, ParamValue } from '../../../methods/catalog/params';
import { LARGEST_SEED } from '../../../core/records/recipe';
import { type NumberRow, readIds, readNumbers, type ReadValues } from './read-values';
import { formatNumber } from '../../../ui/numbers/number-text';
import { phrase, say, sayWords } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';

/** A value that can be chosen, and what it is called. */
export interface AxisOption {
  readonly value: ParamValue;
  readonly label: string;
}

/** What a side of the sheet can take: numbers that are typed, or some of a list. */
export type AxisChoice = {
  readonly title: string;
  /** Before a value in captions: `λ `, or nothing where the value speaks for itself. */
  readonly short: string;
} & (
  | { readonly kind: 'numbers'; readonly row: NumberRow }
  | { readonly kind: 'some'; readonly options: readonly AxisOption[] }
  /** A class: too many to lay out. */
  | { readonly kind: 'classes'; readonly options: readonly AxisOption[] }
);

/** What is there to choose from. */
export interface AxisContext {
  readonly method: MethodInfo;
  readonly info: Pick<NetworkInfo, 'classes'>;
  readonly rows: readonly NetworkRow[];
}

const SEED_ROW: NumberRow = {
  label: phrase('Seed'),
  min: 0,
  max: LARGEST_SEED,
  integer: true,
  scale: 'linear',
};

/** What an axis goes along; null where the method has nothing of that name. */
export function axisChoice(key: string, { method, info, rows }: AxisContext): AxisChoice | null {
  switch (key) {
    case 'network': {
      const ready = rows.filter(({ origin }) => origin !== 'zoo');
      const options = ready.map(({ id, title }) => ({ value: id, label: sayWords(title) }));
      return { title: say('Network'), short: '', kind: 'some', options };
    }
    case 'target': {
      const options = info.classes.map(({ index, name }) => ({ value: index, label: shownClass(name) }));
      return { title: say('Class'), short: '', kind: 'classes', options };
    }
    case 'preset': {
      const options = method.presets.map(({ id, title }) => ({ value: id, label: sayWords(title) }));
      return { title: say('Preset'), short: '', kind: 'some', options };
    }
    case 'seed':
      return { title: say('Seed'), short: `${say('seed')} `, kind: 'numbers', row: SEED_ROW };
    default:
      return paramChoice(key, method);
  }
}

function paramChoice(key: string, { params }: MethodInfo): AxisChoice | null {
  const param = Object.hasOwn(params, key) ? params[key] : undefined;
  const title = param && paramTitle(param);
  const short = param?.symbol === undefined ? '' : `${param.symbol} `;
  switch (param?.kind) {
    case 'number':
      return { title: title ?? key, short: shortOf(param), kind: 'numbers', row: param };
    case 'boolean':
      return {
        ...{ title: title ?? key, short: `${say('{label}:', { label: param.label })} `, kind: 'some' },
        options: [
          { value: false, label: say('off') },
          { value: true, label: say('on') },
        ],
      };
    case 'choice':
      return {
        title: title ?? key,
        short,
        kind: 'some',
        options: param.options.map((option) => ({ value: option.value, label: sayWords(option.label) })),
      };
    case 'colour':
    case 'text':
    case undefined:
      return null;
    default:
      return param satisfies never;
  }
}

function shortOf({ symbol, label }: NumberParam): string {
  return `${sayWords(symbol ?? label)} `;
}

/** The values that a text gives an axis, or a sentence that says what is wrong with it. */
export function axisValues(choice: AxisChoice, text: string): ReadValues {
  if (choice.kind === 'numbers') return readNumbers(text, choice.row);
  const values = readIds(
    text,
    choice.options.map(({ value }) => value),
  );
  if (values.length > 0) return { values };
  return { error: say('Choose one or more for “{side}”.', { side: choice.title }) };
}

/** What a value is called on the sheet: `λ 0.001`, `flamingo`. */
export function valueTitle(choice: AxisChoice, value: ParamValue): string {
  if (choice.kind === 'numbers')
    return `${choice.short}${typeof value === 'number' ? formatNumber(value) : String(value)}`;
  const label = choice.options.find((option) => option.value === value)?.label ?? String(value);
  return `${choice.short}${label}`;
}

export function paramTitle({ label, symbol }: Param): string {
  return symbol === undefined ? sayWords(label) : `${sayWords(label)} ${symbol}`;
}
