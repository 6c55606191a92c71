import type { Words } from '../../../../src/words/message';
import { sayWords } from '../../../../src/words/say';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { ParamValues } from '../../../../src/methods/catalog/params';
import { methodById } from '../../../../src/methods/registry';
import { accepts, presetOf, resolveParams } from '../../../../src/methods/catalog/resolve-params';
import { fromTrack, toTrack } from '../../../../src/ui/numbers/slider-scale';

const byId = (id: string) => METHODS.find((method) => method.id === id)!;
const VISUALIZATION = byId('class-visualization');

function refusal(act: () => unknown): LabError {
  try {
    act();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the numbers of the courses and of the report on them', () => {
  // CS231n's and RDFIA's handouts, and the parameter studies that redo them.
  it.each([
    ['class-visualization', 'stepSize', [9e-4, 4e-3, 0.1, 1, 5, 25]],
    ['class-visualization', 'lambda', [0, 1e-4, 5e-4, 1e-3, 5e-3, 1e-2, 5e-2, 0.1, 0.5, 1, 5, 10]],
    ['class-visualization', 'iterations', [50, 100, 150, 200, 300, 400, 600, 800, 100_000]],
    ['class-visualization', 'jitter', [0, 16]],
    ['class-visualization', 'blurEvery', [0, 10]],
    ['class-visualization', 'blurSigma', [0.5]],
    ['targeted-gradient', 'stepSize', [0.1, 0.5, 1]],
    ['targeted-gradient', 'maxSteps', [100, 300, 5000]],
  ])('%s takes every %s', (id, key, values) => {
    const param = METHODS.find((method) => method.id === id)?.params[key];
    for (const value of values) {
      expect(param && accepts(param, value)).toBe(true);
      if (param?.kind !== 'number') throw new Error('no number');
      // A slider's thumb can stand there, to within what its track tells apart.
      const there = fromTrack(param, toTrack(param, value));
      expect(Math.abs(there - value)).toBeLessThanOrEqual(Math.max(param.integer ? 0.5 : 0, 0.06 * value));
    }
  });

  it('the penalty on the length is called l2, too', () => {
    expect(resolveParams(VISUALIZATION, { l2: 0.5 })['lambda']).toBe(0.5);
    expect(refusal(() => resolveParams(VISUALIZATION, { l2: -1 })).message).toContain('“lambda”');
  });

  it('says that a penalty is not stable together with its step size', () => {
    const values = Object.fromEntries(
      Object.entries(VISUALIZATION.params).map(([key, row]) => [key, row.default]),
    );
    expect(sayWords(VISUALIZATION.caution({ ...values, stepSize: 5, lambda: 10 }) ?? '')).toContain(
      'η · λ is 1 or more',
    );
    expect(VISUALIZATION.caution({ ...values, stepSize: 4e-3, lambda: 10 })).toBeNull();
  });
});

describe('the catalogue', () => {
  it('covers the three exercises, and every entry runs', () => {
    expect([...new Set(METHODS.map(({ exercise }) => exercise))]).toEqual([
      'saliency',
      'fooling',
      'visualization',
    ]);
    expect(new Set(METHODS.map(({ id }) => id)).size).toBe(METHODS.length);
    expect(METHODS[0]?.id).toBe('vanilla-gradient');
    for (const { id, title } of METHODS) expect(methodById(id)).toMatchObject({ id, title });
    expect(refusal(() => methodById('nonsense')).message).toContain('vanilla-gradient');
  });

  describe.each(METHODS)('$id', (info) => {
    it('explains itself and each of its controls', () => {
      expect(sayWords(info.about).length).toBeGreaterThan(40);
      expect(info.paper.url).toMatch(/^https:\/\//u);
      expect(sayWords(info.formula(resolveParams(info)).score)).toMatch(/^(J|A_l) = /u);
      for (const { label, help } of Object.values(info.params)) {
        expect(sayWords(label)).not.toBe('');
        for (const text of Object.values(help) as Words[])
          expect(sayWords(text)).toMatch(/^[^a-z].*[.!?]$/su);
      }
    });
    it('has defaults and presets that it accepts itself', () => {
      const defaults = resolveParams(info);
      expect(resolveParams(info, defaults)).toEqual(defaults);
      expect(info.caution(defaults)).toBeNull();
      for (const preset of info.presets) {
        const values = resolveParams(info, { preset: preset.id });
        expect(resolveParams(info, values)).toEqual(values);
        expect(values).toMatchObject(preset.values);
        expect(resolveParams(info, { preset: sayWords(preset.title).toUpperCase() })).toEqual(values);
      }
    });
  });

  it.each([
    ['targeted-gradient', 'lucarne', { stepSize: 0.5, maxSteps: 300, clamp: true, stopRule: 'rounded' }],
    ['targeted-gradient', 'cs231n', { stepSize: 1, maxSteps: 100, clamp: false, stopRule: 'top1' }],
    ['targeted-gradient', 'RDFIA TP9', { stepSize: 0.1, maxSteps: 100, clamp: false, stopRule: 'top1' }],
    [
      'class-visualization',
      'cs231n',
      { stepSize: 25, iterations: 100, lambda: 1e-3, jitter: 16, blurEvery: 10 },
    ],
    ['class-visualization', 'rdfia', { stepSize: 5, iterations: 200, lambda: 1e-3, blurSigma: 0.5 }],
    ['smooth-grad', 'paper', { samples: 50, noise: 15, average: 'mean' }],
    ['rise', 'paper', { masks: 4000, cells: 7, keep: 0.5, objective: 'probability' }],
    ['xrai', 'paper', { steps: 100, dilation: 5 }],
    ['class-visualization', 'from-image', { start: 'image', stepSize: 1, iterations: 50, lambda: 1e-4 }],
  ] as [string, string, ParamValues][])('%s holds the published numbers of %s', (id, preset, values) => {
    expect(resolveParams(byId(id), { preset })).toMatchObject(values);
  });
});

describe('resolveParams', () => {
  it('lays overrides over the preset over the defaults', () => {
    const values = resolveParams(VISUALIZATION, { preset: 'CS231n', iterations: 7 });
    expect(values).toMatchObject({ stepSize: 25, iterations: 7, jitter: 16 });
    expect(values).not.toHaveProperty('preset');
    expect(Object.keys(values)).toEqual(Object.keys(VISUALIZATION.params));
  });

  it.each([
    [{ stepSize: 0 }, 'stepSize', 'from 0.0001 to 100', '0'],
    [{ stepSize: NaN }, 'stepSize', 'number', 'NaN'],
    [{ stepSize: '5' }, 'stepSize', 'number', '“5”'],
    [{ iterations: 2.5 }, 'iterations', 'whole number', '2.5'],
    [{ jitter: 33 }, 'jitter', 'from 0 to 32', '33'],
    [{ clamp: 1 }, 'clamp', 'true or false', '1'],
    [{ start: 'photo' }, 'start', '“noise” or “grey” or “image”', '“photo”'],
    [{ lamda: 1 }, 'lamda', 'lambda', 'no such parameter'],
    [{ toString: 1 }, 'toString', 'one of', 'no such parameter'],
    [{ preset: 'cs' }, 'preset', 'cs231n', '“cs”'],
  ])('refuses %o by name, with what was expected and what came', (given, key, wanted, got) => {
    const error = refusal(() => resolveParams(VISUALIZATION, given));
    expect(error.code).toBe('bad-parameter');
    for (const part of [`“${key}”`, wanted, got]) expect(error.message).toContain(part);
    expect(error.nextStep).not.toBe('');
  });

  it('accepts a number exactly where it lies in range', () => {
    fc.assert(
      fc.property(fc.double(), (lambda) => {
        const inside = lambda >= 0 && lambda <= 10;
        if (inside) expect(resolveParams(VISUALIZATION, { lambda }).lambda).toBe(lambda);
        else expect(refusal(() => resolveParams(VISUALIZATION, { lambda })).code).toBe('bad-parameter');
      }),
    );
  });

  it('says so where a method has no presets', () => {
    expect(refusal(() => presetOf(byId('vanilla-gradient'), 'x')).message).toContain('has none');
  });
});

it('nothing below the page waits for the GPU by stopping its thread', () => {
  const src = join(import.meta.dirname, '../../../../src');
  const files = ['core', 'networks', 'methods'].flatMap((floor) =>
    readdirSync(join(src, floor), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(src, floor, name)),
  );
  expect(files.length).toBeGreaterThan(30);
  const blocking = files.filter((file) =>
    /\b(?:dataSync|arraySync|bytesSync)\b/u.test(readFileSync(file, 'utf8')),
  );
  expect(blocking).toEqual([]);
});
