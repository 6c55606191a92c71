import type { Token } from './compile-message';
import { language } from './language';
import { writeNumber } from './number';

/** What a message's places are filled with: text as it is, a number as the language writes it. */
export type Said = Readonly<Record<string, string | number>>;

/** Making one takes longer than all else that saying a sentence asks for. */
const plurals = new Map<string, Intl.PluralRules>();

/** A compiled message as it reads, in the language of the page; `count` is what a plural around it counts. */
export function fillMessage(tokens: readonly Token[], values: Said, count?: number): string {
  return tokens
    .map((token) => {
      if (token === '#' && count !== undefined) return grouped(count);
      if (typeof token === 'string') return token;
      const [name, kind, branches] = token;
      const value = values[name] ?? '';
      if (!branches) {
        if (kind) return grouped(Number(value));
        return typeof value === 'number' ? writeNumber(String(value)) : value;
      }
      const counted = kind === 'select' ? undefined : Number(value);
      return fillMessage(
        // A value may be named as what every object has.
        (Object.hasOwn(branches, value) ? branches[value] : undefined) ??
          (counted === undefined ? undefined : branches[pluralOf(counted, kind)]) ??
          branches['other'] ??
          [],
        values,
        counted,
      );
    })
    .join('');
}

/** A number in groups of three, to three decimals. */
function grouped(value: number): string {
  return value.toLocaleString(language());
}

/** Which of a language's plurals a count takes: `one`, `other`, … */
function pluralOf(count: number, kind: string | undefined): Intl.LDMLPluralRule {
  const type = kind === 'selectordinal' ? 'ordinal' : 'cardinal';
  const id = `${language()} ${type}`;
  const rules = plurals.get(id) ?? new Intl.PluralRules(language(), { type });
  plurals.set(id, rules);
  return rules.select(count);
}
