import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { describe, expect, it } from 'vitest';
import { CHANNEL_READINGS } from '../../../../src/canvas/map-values';
import type { SaliencyInfo } from '../../../../src/methods/catalog/method-info';
import { DEFAULT_SETTINGS, methodsFor } from '../../../../src/page/settings/settings-schema';
import { formulaLine } from '../../../../src/panels/map/formula-line';
import { layerName, readingWords, scientific, signWords } from '../../../../src/panels/map/map-words';
import { moreSteps } from '../../../../src/features/saliency-map/more-steps';
import { sayWords } from '../../../../src/words/say';

const method = (id: string): SaliencyInfo => methodsFor('saliency').find((entry) => entry.id === id)!;
const line = (
  id: string,
  channels: (typeof CHANNEL_READINGS)[number],
  signed: boolean,
  params = {},
): string =>
  formulaLine(method(id), { ...defaultParams(method(id).params), ...params }, { channels, signed }).split(
    ';  J',
  )[0]!;

describe('the formula under a map', () => {
  it.each([
    ['own', false, 'M(i, j) = max over c of |∂J / ∂x(i, j, c)|'],
    ['own', true, 'M(i, j) = the ∂J / ∂x(i, j, c) that is largest in size over c'],
    ['mean', false, 'M(i, j) = mean over c of |∂J / ∂x(i, j, c)|'],
    ['mean', true, 'M(i, j) = mean over c of ∂J / ∂x(i, j, c)'],
    ['l2', false, 'M(i, j) = √(Σ over c of (∂J / ∂x(i, j, c))²)'],
  ] as const)('of a gradient follows the reading: %s, signed %s', (channels, signed, expected) => {
    expect(line('vanilla-gradient', channels, signed)).toBe(expected);
  });

  it('of shares of the score keeps its side notes', () => {
    const note = 'aₖ = (k + ½) / n';
    expect(line('integrated-gradients', 'own', true)).toBe(
      'M(i, j) = Σ over c of (x − b) · (1/n) Σₖ ∂J(b + aₖ · (x − b)) / ∂x,  aₖ = (k + ½) / n',
    );
    expect(line('integrated-gradients', 'own', false)).toMatch(/= \|Σ over c of \(x − b\).*\|, {2}aₖ/);
    expect(line('integrated-gradients', 'max', false)).toMatch(/= max over c of \|\(x − b\).*\|, {2}aₖ/);
    expect(line('integrated-gradients', 'max', true).endsWith(note)).toBe(true);
  });

  it('says another thing for every reading, where there are channels, and one thing where there are none', () => {
    for (const { id, channels } of methodsFor('saliency')) {
      const lines = CHANNEL_READINGS.flatMap((reading) =>
        [false, true].map((signed) => line(id, reading, signed)),
      );
      // The method's own way is one of the others under another name, where that is the maximum.
      expect(new Set(lines).size, id).toBe(channels === 'max' ? 6 : channels === 'sum' ? 8 : 1);
    }
  });

  it('says what is averaged', () => {
    expect(line('smooth-grad', 'own', false, { average: 'mean' })).toContain('|(1/n) Σₖ ∂J(x + eₖ) / ∂x|');
    expect(line('smooth-grad', 'own', false, { average: 'squares' })).toContain('(∂J(x + eₖ) / ∂x)²');
    expect(line('smooth-grad', 'own', false, { average: 'variance' })).toContain('variance over k of');
  });
});

describe('the words under a map', () => {
  it('speak of red and blue only where the map has these colours', () => {
    for (const entry of methodsFor('saliency')) {
      expect(sayWords(entry.about), entry.id).not.toMatch(/\b(red|blue)\b/i);
      expect(signWords(entry, defaultParams(entry.params), false), entry.id).not.toMatch(/\b(red|blue)\b/i);
    }
    expect(signWords(method('occlusion'), {}, true)).toMatch(/^Red: .* Blue: /);
    expect(signWords(method('occlusion'), {}, false)).toContain('“Signed”');
    expect(signWords(method('grad-cam'), {}, true)).toBe('');
  });

  it('write numbers with powers of ten', () => {
    expect([0, 3.716, 0.00496, -1234, 1e-12, Number.NaN].map(scientific)).toEqual([
      '0',
      '3.72',
      '4.96×10⁻³',
      '−1.23×10³',
      '1.00×10⁻¹²',
      '–',
    ]);
  });

  it('say how it is read, leaving out what is not the case', () => {
    const words = (patch: object): string =>
      readingWords(method('vanilla-gradient'), { ...DEFAULT_SETTINGS, ...patch });
    expect(words({})).toBe('absolute · largest channel · full scale at the 99th percentile');
    expect(words({ signed: true, channels: 'l2', clip: 100, gamma: 0.5, mask: 92.5, overlay: 0.4 })).toBe(
      'signed · L2 of channels · full scale at the maximum · gamma 0.5 · strongest 7.5 % of pixels · 40 % over the photo',
    );
    expect(words({ clip: 92, keptScale: 1 })).toContain('kept scale');
    expect([51, 52, 53, 50.5, 91, 98.5].map((clip) => /the (\S+) p/.exec(words({ clip }))?.[1])).toEqual([
      '51st',
      '52nd',
      '53rd',
      '50.5th',
      '91st',
      '98.5th',
    ]);
    expect(readingWords(method('grad-cam'), DEFAULT_SETTINGS)).not.toContain('channel');
  });

  it('say what the numbers count', () => {
    expect(sayWords(method('vanilla-gradient').unit({}))).toBe('per unit of z');
    expect(sayWords(method('smooth-grad').unit({ average: 'variance' }))).toBe('(per unit of z)²');
    expect(sayWords(method('occlusion').unit({}))).toBe('of the score J lost');
    expect(sayWords(method('rise').unit({ weighting: 'paper' }))).not.toBe(
      method('rise').unit({ weighting: 'kept' }),
    );
  });

  it('name layers with what is known of them', () => {
    expect(layerName({ id: 'a/relu', title: 'a', size: [13, 13], channels: 512 })).toBe('a · 13×13×512');
    expect(layerName({ id: 'a', title: 'a', size: null, channels: null })).toBe('a');
  });
});

describe('more steps for a smaller gap', () => {
  const ig = method('integrated-gradients');
  const run = (steps: number, samples: number, phase: 'done' | 'running' | 'stopped' = 'done') => ({
    phase,
    scalars: { samples },
    recipe: {
      version: 1,
      network: 'n',
      method: ig.id,
      params: { ...defaultParams(ig.params), steps },
      target: 0,
      seed: 0,
      fit: 'squash',
    } as const,
  });

  it('doubles what was taken, up to what there is', () => {
    expect(moreSteps(ig, run(100, 100))).toEqual({ param: 'steps', value: 200 });
    expect(moreSteps(ig, run(100, 300))?.value).toBe(600);
    expect(moreSteps(ig, run(1500, 1500))?.value).toBe(2000);
    expect(moreSteps(ig, run(2000, 2000))).toBeNull();
  });

  it('waits for the run, and is nothing for methods without steps', () => {
    expect(moreSteps(ig, run(100, 40, 'running'))).toBeNull();
    expect(moreSteps(method('grad-cam'), run(1, 1))).toBeNull();
    expect(moreSteps(method('xrai'), run(50, 100))?.value).toBe(100);
  });
});
