import { afterEach, expect, it } from 'vitest';
import { axisChoice } from '../../../../../src/features/sweep/store/axis-choice';
import { readNumbers } from '../../../../../src/features/sweep/store/read-values';
import { listInLanguage, suggestedValues } from '../../../../../src/features/sweep/store/suggested-values';
import { sweepTable } from '../../../../../src/features/sweep/store/sweep-params';
import { methodsFor } from '../../../../../src/page/settings/settings-schema';
import { type Language, speak } from '../../../../../src/words/language';

afterEach(() => speak('en'));

/** What every number of a sheet begins with, as it is written in a language and read back. */
async function begun(language: Language): Promise<Record<string, unknown>> {
  await speak(language);
  return Object.fromEntries(
    methodsFor('visualization').flatMap((method) =>
      Object.keys(method.params).flatMap((key) => {
        const choice = axisChoice(key, { method, info: { classes: [] }, rows: [] });
        if (choice?.kind !== 'numbers') return [];
        return [[key, readNumbers(listInLanguage(suggestedValues(key, choice, [])), choice.row)]];
      }),
    ),
  );
}

it('begins with values that the sheet takes, the same in either language', async () => {
  const english = await begun('en');
  for (const values of Object.values(english)) expect(values).toHaveProperty('values');
  expect(await begun('fr')).toEqual(english);
});

it('writes the lists that it offers with the decimals of the language, and what somebody typed as it is', async () => {
  const opening = sweepTable('visualization', 'sheet').params.rowValues.default;
  expect(listInLanguage(opening)).toBe('0, 0.0001, 0.001, 0.01, 0.1');
  await speak('fr');
  expect(listInLanguage(opening)).toBe('0 ; 0,0001 ; 0,001 ; 0,01 ; 0,1');
  expect(listInLanguage('0.5, 0.25')).toBe('0.5, 0.25');
});
