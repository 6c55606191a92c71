import { readdirSync, readFileSync } from 'node:fs';
import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import classes from '../../../src/words/classes/french.json';
import { compileMessage as compileHere } from '../../../src/words/compile-message';
import { fillMessage } from '../../../src/words/fill-message';
import { FRENCH } from '../../../src/words/french';
import { language, LANGUAGES, speak } from '../../../src/words/language';

type Token = ReturnType<typeof compileMessage>[number];

/** The names of a compiled message's places, a plural's own branches with them. */
function placesOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    if (typeof token === 'string') return [];
    const [name, , branches] = token;
    const inside = typeof branches === 'object' ? Object.values(branches as Record<string, unknown>) : [];
    const below = inside.flatMap((branch) => (Array.isArray(branch) ? placesOf(branch as Token[]) : []));
    return [...(name === '#' ? [] : [name]), ...below];
  });
}

const tagsOf = (text: string): string[] => (text.match(/<\/?\d+\/?>/g) ?? []).toSorted();
const compiled = (text: string): readonly Token[] => {
  const tokens = compileMessage(text);
  return typeof tokens === 'string' ? [tokens] : tokens;
};
const uniquePlaces = (text: string): string[] => [...new Set(placesOf(compiled(text)))].toSorted();
/** What is read of a message: without its places and tags. */
const readOf = (text: string): string => {
  const read = (tokens: readonly Token[]): string =>
    tokens
      .map((token) => {
        if (typeof token === 'string') return token;
        const branches = token[2];
        if (typeof branches !== 'object') return '0';
        return Object.values(branches as Record<string, unknown>)
          .map((branch) =>
            Array.isArray(branch) ? read(branch as Token[]) : typeof branch === 'string' ? branch : '',
          )
          .join('\n');
      })
      .join('');
  return read(compiled(text)).replace(/<\/?\d+\/?>/g, '');
};

const MESSAGES = Object.entries(FRENCH);

/** Messages as the catalogues might have them. */
const ODD = [
  '',
  'It’s plain, 100 %',
  '{a}',
  'from {a} to { b }.',
  '{n, number} of # {m}',
  "'{a}' and it''s '{'",
  'x {n, plural, =0 {none} one {# photo of {who}} other {# photos {m, number}}} y',
  '{kind, select, up {up #} other {{n, plural, one {a #} other {b #}}}}',
  '{n, selectordinal, one {#st} other {#th}}',
  '<0>{a}</0> {b}',
];

describe('a message', () => {
  const plainly = (tokens: unknown): unknown => JSON.parse(JSON.stringify(tokens));

  it('is compiled as by a whole ICU parser, each of the catalogue', () => {
    for (const text of MESSAGES.flat())
      expect(plainly(compileHere(text)), text).toEqual(plainly(compileMessage(text)));
  });

  it.each(ODD)('is compiled as by a whole ICU parser: %s', (text) => {
    expect(plainly(compileHere(text))).toEqual(plainly(compileMessage(text)));
  });

  it.each(LANGUAGES)('reads as another program says it, each of the catalogue, in %s', async (spoken) => {
    await speak(spoken);
    const other = setupI18n({ locale: language(), messages: { [language()]: {} } });
    other.setMessagesCompiler(compileMessage);
    for (const text of [...MESSAGES.flat(), ...ODD])
      for (const count of [0, 1, 2, 1234, 1_000_000]) {
        const values = Object.fromEntries(uniquePlaces(text).map((name) => [name, count]));
        expect(fillMessage(compileHere(text), values), text).toBe(other._(text, values));
      }
    await speak('en');
  });

  it('has a case for a word of any name', () => {
    const tokens = compileHere('{kind, select, up {rises} other {stays}}');
    expect(['up', 'down', 'constructor'].map((kind) => fillMessage(tokens, { kind }))).toEqual([
      'rises',
      'stays',
      'stays',
    ]);
  });

  it('that is none is told', () => {
    expect(() => compileHere('{n, plural, one}')).toThrow('No message');
    expect(() => compileHere('{')).toThrow('No message');
  });
});

describe('the French catalogue', () => {
  it('has each message in one file alone, so that none overrides another', () => {
    const folder = new URL('../../../src/words/french/', import.meta.url);
    const all = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => Object.keys(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object));
    expect(all.filter((message, i) => all.indexOf(message) < i)).toEqual([]);
  });

  it('has for each message one that compiles, with the same places and tags', () => {
    const wrong = MESSAGES.filter(
      ([english, french]) =>
        uniquePlaces(english).join() !== uniquePlaces(french).join() ||
        tagsOf(english).join() !== tagsOf(french).join(),
    );
    expect(wrong).toEqual([]);
  });

  it('is typeset as French is', () => {
    const wrong = MESSAGES.map(([, french]) => readOf(french)).filter((text) => FAULT.test(text));
    expect(wrong).toEqual([]);
    expect(Object.values(classes).filter((name) => FAULT.test(name))).toEqual([]);
  });

  it.each(['quoi ?', 'quoi\u00A0!', 'quoi?', 'ainsi:', '12 %', '« mot »', "l'image", '“mot”', 'a ; b'])(
    'would be told of “%s”',
    (text) => {
      expect(text).toMatch(FAULT);
    },
  );

  it.each([
    'quoi\u202F?',
    'Réseau\u202F: VGG',
    '12\u202F%',
    '«\u202Fmot\u202F»',
    'l’image',
    'https://x.org',
    '#run=1:2',
  ])('takes “%s” as it is', (text) => {
    expect(text).not.toMatch(FAULT);
  });
});

/** No narrow no-break space where French has one, or a straight apostrophe or English quotes. */
const FAULT =
  /[^\u202F\s?!.([/]+[;?!](?:\s|$)|(?<=[\p{L})»])(?<!\bdata) ?:(?:\s|$)|(?<!\u202F)[;?!](?=\s|$)(?<![?!.(][;?!])|[ \u00A0][;:?!%»]|[\p{L}\d]%|[«](?!\u202F)|(?<!\u202F)»|\p{L}'\p{L}|[“”]/u;
