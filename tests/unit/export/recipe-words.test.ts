import type { Param } from '../../../src/methods/catalog/params';
import { acts, defaultParams } from '../../../src/methods/catalog/resolve-params';
import { afterEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/core/records/recipe';
import { recordOf, recordTexts } from '../../../src/export/run-record';
import { paramWords, recipeCaption, recipeWords } from '../../../src/export/recipe-words';
import { textsOf, withTexts } from '../../../src/export/png-text';
import { METHODS } from '../../../src/methods/catalog/catalog';
import { speak } from '../../../src/words/language';
import { writePng } from '../../../testing/png-pixels';

const recipeOf = (method: string, params: Recipe['params'], more: Partial<Recipe> = {}): Recipe => {
  const info = METHODS.find(({ id }) => id === method)!;
  return {
    version: 1,
    network: 'tiny',
    method,
    params: { ...defaultParams(info.params), ...params },
    target: 3,
    targetName: 'flamingo',
    seed: 7,
    fit: 'squash',
    ...more,
  };
};

describe('a caption', () => {
  it('of a class visualisation holds its step size, penalty, steps and seed', () => {
    const recipe = recipeOf(
      'class-visualization',
      { stepSize: 9e-4, lambda: 5e-3, start: 'image' },
      { steps: 120 },
    );
    const words = recipeWords(recipe);
    for (const part of ['η 0.0009', 'λ 0.005', 'T 200 steps', '120 steps taken', 'seed 7'])
      expect(words.split(' · ')).toContain(part);
    expect(words).toContain('start from: the picture');
    expect(words).not.toContain('noise');
  });

  it('names no number that does not act with the others', () => {
    const words = (params: Recipe['params']): string => recipeWords(recipeOf('class-visualization', params));
    expect(words({ parameterisation: 'pixels' })).toContain('blur every 10 steps');
    expect(words({ parameterisation: 'maco' })).not.toContain('blur every');
    // A picture saved before there was a choice: pixels, then.
    const { parameterisation: _, ...before } = recipeOf('class-visualization', {}).params;
    expect(recipeWords({ ...recipeOf('class-visualization', {}), params: before })).toContain(
      'blur every 10',
    );
  });

  it('says what was moved while the run went on, and from which step', () => {
    const words = recipeWords(
      recipeOf('class-visualization', {}, { steps: 90, changes: [{ step: 39, params: { lambda: 0.01 } }] }),
    );
    expect(words).toContain('λ 0.001 · ');
    expect(words).toContain('λ 0.01 from step 40');
    const changes = Array.from({ length: 300 }, (_, step) => ({ step, params: { lambda: step / 100 } }));
    const dragged = recipeWords(recipeOf('class-visualization', {}, { changes }));
    expect(dragged).toContain('λ 2.99 from step 300, moved 300 times');
    expect(dragged.length).toBeLessThan(200);
  });

  /** Numbers tucked away, as they come, without which a caption's formula could not be reckoned. */
  const IN_THE_FORMULA: Partial<Record<string, readonly string[]>> = {
    'targeted-gradient': ['κ 4 times the usual size'],
    deepfool: ['o 0.02'],
    'fmn-l2': ['α 255 / 255', 'γ 0.05'],
    'carlini-wagner-l2': ['κ 0 logits', 'c 1'],
    'smallest-change': ['α 0.6', 'γ 0.1'],
    'square-linf': ['p 0.8 of the picture'],
  };

  it('of any method names every number that acts and is not tucked away, or is not as it comes, or stands in its formula', () => {
    for (const method of METHODS) {
      const values = defaultParams(method.params);
      const shown = Object.values<Param>(method.params).filter(
        (param) => !param.advanced && acts(param, values, method.params),
      );
      const tucked = IN_THE_FORMULA[method.id] ?? [];
      const words = paramWords(method, values);
      for (const number of tucked) expect(words, method.id).toContain(number);
      expect(words, method.id).toHaveLength(shown.length + tucked.length);
    }
    expect(recipeWords(recipeOf('targeted-gradient', { objective: 'margin' }))).toContain(
      'score to raise: Margin over the rival',
    );
  });

  it('names no radius, no colour and no place but that which the attack took', () => {
    const within = recipeWords(recipeOf('apgd-ce', { norm: 'l2', length: 765 }));
    expect(within).toContain('ε 765 / 255');
    expect(within).not.toContain('ε 8 / 255');
    const searched = recipeWords(recipeOf('rectangle', { colour: 'white', place: 'searched' }));
    expect(searched).not.toMatch(/#ffb000|left \d|· top \d/);
    const own = recipeWords(recipeOf('rectangle', { colour: 'own', ownColour: '#102030', place: 'given' }));
    expect(own).toMatch(/#102030.*left 30 %.*top 30 %/);
  });

  it('stands in the saved picture where other programs look for a description', () => {
    const recipe = recipeOf('class-visualization', {}, { steps: 200, image: 'quail.jpg' });
    const png = writePng({ width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) });
    const saved = withTexts(new Uint8Array(png), recordTexts({ recipe, picture: 'result', scale: 1 }));
    const description = textsOf(saved).find(({ keyword }) => keyword === 'Description')?.text;
    expect(description).toBe(recipeCaption(recipe));
    expect(description).toMatch(/^Class visualisation: “flamingo” · quail\.jpg · tiny · η 5 · /);
    expect(recordOf(saved)?.recipe).toEqual(recipe);
  });
});

describe('a caption in French', () => {
  afterEach(() => speak('en'));

  it('says every number with a decimal comma, and the class, method and drawing by their French names', async () => {
    const recipe = recipeOf(
      'class-visualization',
      { stepSize: 0.5, lambda: 5e-3 },
      { steps: 90, seed: 1234, changes: [{ step: 39, params: { lambda: 0.01 } }] },
    );
    const english = recipeCaption({ ...recipe, image: 'Golf ball (drawing)' });
    expect(english).toContain('“flamingo” · Golf ball (drawing) · tiny · η 0.5');
    expect(english).toContain('λ 0.01 from step 40 · 90 steps taken · seed 1234');
    await speak('fr');
    const french = recipeCaption({ ...recipe, image: 'Golf ball (drawing)' });
    expect(french).toMatch(
      /^Visualisation de classe\u202F: «\u202Fflamant\u202F» · Balle de golf \(dessin\) · tiny · η 0,5/,
    );
    expect(french).toContain('λ 0,01 à partir du pas 40 · 90 pas effectués · graine 1234');
    expect(french).not.toMatch(/\d\.\d|\b(?:steps?|seed|the|from)\b/);
  });

  it('leaves what scripts read of the file as it is', async () => {
    const recipe = recipeOf(
      'targeted-gradient',
      { stepSize: 0.5 },
      { image: 'Golf ball (drawing)', steps: 1 },
    );
    const english = recordTexts({ recipe, picture: 'result', scale: 1 });
    await speak('fr');
    const french = recordTexts({ recipe, picture: 'result', scale: 1 });
    expect(french.find(({ keyword }) => keyword === 'Description')?.text).toContain('1 pas effectué');
    expect(french.filter(({ keyword }) => keyword !== 'Description')).toEqual(
      english.filter(({ keyword }) => keyword !== 'Description'),
    );
  });
});
