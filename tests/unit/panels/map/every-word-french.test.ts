import { afterAll, beforeAll, expect, it } from 'vitest';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { MethodInfo } from '../../../../src/methods/catalog/method-info';
import type { Param, ParamValues } from '../../../../src/methods/catalog/params';
import { resolveParams } from '../../../../src/methods/catalog/resolve-params';
import { formulaLine } from '../../../../src/panels/map/formula-line';
import { mapMeaning, readingWords } from '../../../../src/panels/map/map-words';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { speak } from '../../../../src/words/language';
import type { Words } from '../../../../src/words/message';
import { sayWords } from '../../../../src/words/say';

beforeAll(() => speak('fr'));
afterAll(() => speak('en'));

/** Words that English sentences are full of, and French ones never hold. */
const ENGLISH =
  /\b(the|of|and|with|where|which|that|this|is|are|was|kept|each|from|until|within|only|its|picture|steps?|seed|whole|drawn|not)\b/i;

/** The defaults, and each other value of a choice or a switch, or end of a number, beside the defaults. */
function cases(method: MethodInfo): ParamValues[] {
  const others = Object.entries<Param>(method.params).flatMap(([key, param]): Record<string, unknown>[] => {
    if (param.kind === 'boolean') return [{ [key]: !param.default }];
    if (param.kind === 'number') return [{ [key]: param.min }, { [key]: param.max }];
    return param.kind === 'choice' ? param.options.map(({ value }) => ({ [key]: value })) : [];
  });
  return [{}, ...others].map((given) => resolveParams(method, given));
}

function wordsOf(method: MethodInfo): string[] {
  const words: (Words | null)[] = [method.title, method.about];
  for (const params of cases(method)) {
    words.push(formulaLine(method, params), method.caution(params));
    if (method.exercise === 'saliency') {
      words.push(method.mapTitle, method.unit(params));
      for (const signed of [false, true])
        words.push(
          mapMeaning(method, params, 'quail', signed),
          readingWords(method, { ...DEFAULT_SETTINGS, signed }),
        );
    } else if (method.exercise === 'fooling') words.push(method.notFooled(params));
    else words.push(method.opening(params));
  }
  for (const param of Object.values<Param>(method.params)) {
    words.push(
      param.label,
      ...Object.values<Words | undefined>({ ...param.help }).filter((each) => each !== undefined),
    );
    if (param.kind === 'choice') words.push(...param.options.map(({ label }) => label));
    if (param.kind === 'number') words.push(param.unit);
  }
  for (const { title, about } of method.presets) words.push(title, about);
  return words.filter((each) => each !== null).map(sayWords);
}

it.each(METHODS.map((method) => [method.id, method] as const))(
  'all that the page says of %s, for every choice, is French',
  (_, method) => {
    expect(wordsOf(method).filter((text) => ENGLISH.test(text))).toEqual([]);
  },
);
