import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import {
  type AgreementResult,
  compareAll,
  FAST_METHODS,
} from '../../../../../src/features/believe/store/agreement';
import { compareMethods, DRAWS, tableMaps } from '../../../../../src/features/believe/store/compare-methods';
import {
  cascadeDepths,
  type CascadePoint,
  drawOriginal,
  drawPoint,
  fillCascade,
} from '../../../../../src/features/believe/store/randomise';
import {
  addSmallNoise,
  COPIES,
  type NoiseResult,
} from '../../../../../src/features/believe/store/small-noise';
import {
  agreementWords,
  noiseOutcome,
  randomiseOutcome,
} from '../../../../../src/features/believe/store/verdicts';
import { method, SIDE, toySubject, toyTools } from '../../../../../testing/toy-subject';

const PIXELS = SIDE * SIDE;
const base = createRandom(1).normals(PIXELS);
const other = createRandom(2).normals(PIXELS);
/** The map with so much of another one mixed in: 0 is the same map. */
const mixed = (share: number) => base.map((value, i) => value + share * other[i]!);
const empty = () => new Float32Array(PIXELS);

async function cascade(map: (layers: number) => Float32Array<ArrayBuffer>) {
  const subject = toySubject();
  const engine = toyTools(({ redrawn }) => map(redrawn?.layers ?? 0));
  const original = await drawOriginal(subject, engine.tools);
  const points = new Map<number, CascadePoint>();
  await fillCascade(subject, original, points, engine.tools, (point) => points.set(point.layers, point));
  return { ...engine, original, points, outcome: randomiseOutcome('The map', points, 4)! };
}

describe('the randomisation check', () => {
  it('draws every depth once, down from the trained network, with one seed', async () => {
    const { asked, points, progress } = await cascade(mixed);
    expect(asked.map(({ redrawn }) => redrawn)).toEqual([
      undefined,
      ...[0, 1, 2, 3, 4].map((layers) => ({ layers, seed: 7 })),
    ]);
    expect([...points.keys()]).toEqual([0, 1, 2, 3, 4]);
    expect(progress.at(-1)).toEqual([5, 5]);
  });

  it('has likeness exactly 1 where nothing is redrawn, falling as more is', async () => {
    const { points } = await cascade(mixed);
    expect(points.get(0)!.likeness).toEqual({ spearman: 1, ssim: 1 });
    for (let k = 1; k <= 4; k++) {
      expect(points.get(k)!.likeness.spearman).toBeLessThan(points.get(k - 1)!.likeness.spearman!);
    }
  });

  it('has a control that never moves, whatever the map does', async () => {
    for (const map of [mixed, empty, () => other]) {
      const { points } = await cascade(map);
      for (const { control } of points.values()) expect(control).toEqual({ spearman: 1, ssim: 1 });
    }
  });

  it('fails a map that stays, passes one that changes, and says with what number', async () => {
    const stays = await cascade(() => base);
    expect(stays.outcome.kind).toBe('fail');
    expect(stays.outcome.words).toContain('fails this check: its map is almost the same (1.00)');
    const changes = await cascade((layers) => (layers === 0 ? base : other));
    expect(changes.outcome.kind).toBe('pass');
    expect((await cascade((layers) => mixed(layers === 0 ? 0 : 0.4))).outcome.kind).toBe('partly');
    const deep = await cascade((layers) => (layers === 0 || layers === 4 ? base : other));
    expect(deep.outcome).toMatchObject({ kind: 'partly' });
    expect(deep.outcome.words).toContain('with every layer redrawn it is still at 1.00');
  });

  it('goes by the mean of several draws where there is one: a single draw is luck', async () => {
    const { points } = await cascade(() => base);
    expect(randomiseOutcome('The map', new Map([[1, points.get(1)!]]), 4, 0.3)).toMatchObject({
      kind: 'pass',
    });
    expect(randomiseOutcome('The map', points, 4, 0.97)!.words).toContain('(0.97, the mean of 3 draws)');
  });

  it('says that a class is dead, and knows no number for it', async () => {
    const { points, outcome } = await cascade((layers) => (layers === 0 ? base : empty()));
    expect(points.get(1)!.likeness.spearman).toBeNull();
    expect(outcome.kind).toBe('none');
    expect(outcome.words).toContain('left the class dead');
    expect(outcome.words).not.toContain('NaN');
    const later = await cascade((layers) => (layers < 2 ? mixed(9 * layers) : empty()));
    expect(later.outcome.kind).toBe('pass');
    expect(later.outcome.words).toContain('nothing moves the class any more');
  });

  it('has nothing to say before the classifier was redrawn', async () => {
    const subject = toySubject();
    const { tools } = toyTools(() => base);
    const original = await drawOriginal(subject, tools);
    const point = await drawPoint(subject, original, 0, tools);
    expect(randomiseOutcome('The map', new Map([[0, point]]), 4)).toBeNull();
  });

  it('samples deep networks closely at the top, and ends with all layers', () => {
    expect(cascadeDepths(3)).toEqual([0, 1, 2, 3]);
    expect(cascadeDepths(26)).toHaveLength(27);
    const deep = cascadeDepths(160);
    expect(deep.length).toBeLessThan(28);
    expect(deep.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(deep.at(-1)).toBe(160);
    expect([...deep].toSorted((a, b) => a - b)).toEqual(deep);
  });

  it('ends when it is cancelled, with the points so far', async () => {
    const subject = toySubject();
    const { tools, abort } = toyTools(() => base);
    const original = await drawOriginal(subject, tools);
    const points: CascadePoint[] = [];
    const filled = fillCascade(subject, original, new Map(), tools, (point) => {
      points.push(point);
      if (points.length === 2) abort.abort();
    });
    await expect(filled).rejects.toMatchObject({ name: 'AbortError' });
    expect(points).toHaveLength(2);
  });
});

describe('the comparison of methods', () => {
  const noise: Readonly<Record<string, number>> = { 'guided-backprop': 0.1, 'vanilla-gradient': 0.8 };

  it('ranks them by how little they notice; each draw is one network, kept for all methods', async () => {
    const subject = toySubject();
    const { tools, asked, progress } = toyTools(({ method: id, redrawn }) =>
      redrawn ? mixed((noise[id] ?? 9) * redrawn.seed) : base,
    );
    const rows = await compareMethods(subject, tools);
    expect(rows.map((row) => row.method.id)).toEqual(['guided-backprop', 'vanilla-gradient', 'grad-cam']);
    expect(rows.every(({ spearman }) => spearman.length === DRAWS)).toBe(true);
    expect(asked).toHaveLength(tableMaps(subject));
    expect(progress.at(-1)).toEqual([tableMaps(subject), tableMaps(subject)]);
    const redrawn = asked.flatMap((request) => request.redrawn ?? []);
    expect(redrawn.map(({ seed }) => seed)).toEqual([7, 7, 7, 8, 8, 8, 9, 9, 9]);
    expect(redrawn.map(({ keep }) => keep)).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('leaves draws with a dead class out of the mean', async () => {
    const { tools } = toyTools(({ method: id, redrawn }) => {
      if (!redrawn) return base;
      return id === 'grad-cam' && redrawn.seed !== 8 ? empty() : base;
    });
    const rows = await compareMethods(toySubject({ method: method('rise') }), tools);
    expect(rows).toHaveLength(4);
    expect(rows.find((row) => row.method.id === 'grad-cam')).toMatchObject({
      spearman: [null, 1, null],
      mean: 1,
    });
    const dead = await compareMethods(toySubject(), toyTools(empty).tools);
    expect(dead.map(({ mean }) => mean)).toEqual([null, null, null]);
  });
});

describe('small noise', () => {
  const run = async (map: (changed: number) => Float32Array<ArrayBuffer>, deviation = 2) => {
    const subject = toySubject();
    const engine = toyTools(({ image }) => {
      let changed = 0;
      image.data.forEach((value, i) => (changed += Math.abs(value - subject.image.data[i]!)));
      return map(changed / image.data.length);
    });
    const told: NoiseResult[] = [];
    const result = await addSmallNoise(subject, deviation, engine.tools, (made) => told.push(made));
    return { ...engine, told, result, outcome: noiseOutcome('The map', result)! };
  };

  it('maps five noisy copies, and tells each as it is done', async () => {
    const { asked, told, progress, result } = await run(() => base);
    expect(asked).toHaveLength(COPIES + 1);
    expect(new Set(asked.map(({ image }) => String(image!.data))).size).toBe(COPIES + 1);
    expect(told.map(({ copies }) => copies.length)).toEqual([1, 2, 3, 4, 5]);
    expect(progress.at(-1)).toEqual([COPIES + 1, COPIES + 1]);
    expect(result.copies.map(({ spearman }) => spearman)).toEqual([1, 1, 1, 1, 1]);
  });

  it('is steady, wavers or fails by the mean correlation', async () => {
    expect((await run(() => base)).outcome.kind).toBe('pass');
    expect((await run((changed) => mixed(changed > 0 ? 0.4 : 0))).outcome.kind).toBe('partly');
    const { outcome } = await run((changed) => (changed > 0 ? other : base));
    expect(outcome.kind).toBe('fail');
    expect(outcome.words).toContain('noise of 2 of 255 grey levels');
    expect((await run(empty)).outcome.kind).toBe('none');
  });
});

describe('agreement', () => {
  it('compares each pair once, the chosen method with its own parameters', async () => {
    const own = method('smooth-grad');
    const subject = toySubject({
      method: own,
      params: { ...toySubject({ method: own }).params, samples: 40 },
    });
    const maps = new Map(FAST_METHODS.map((id, i) => [id, createRandom(i).normals(PIXELS)]));
    const { tools, asked } = toyTools(({ method: id }) => maps.get(id)!);
    const told: AgreementResult[] = [];
    const { voices, matrix } = await compareAll(subject, FAST_METHODS, tools, (made) => told.push(made));
    expect(voices.map((voice) => voice.method.id).toSorted()).toEqual([...FAST_METHODS].toSorted());
    const params = (id: string) => asked.find((request) => request.method === id)!.params;
    expect(params('smooth-grad').samples).toBe(40);
    expect(params('integrated-gradients').steps).toBe(25);
    matrix.forEach((row, i) => {
      expect(row).toHaveLength(voices.length);
      expect(row[i]).toBe(1);
      row.forEach((value, j) => expect(value).toBe(matrix[j]![i]));
    });
    expect(told.map((made) => made.matrix.length)).toEqual(voices.map((_, i) => i + 1));
  });

  it('says who is closest and who furthest, and leaves empty maps out', async () => {
    const shares: Readonly<Record<string, number>> = {
      'vanilla-gradient': 0,
      'grad-cam': 5,
      'smooth-grad': 0.2,
    };
    const { tools } = toyTools(({ method: id }) => (id === 'guided-backprop' ? empty() : mixed(shares[id]!)));
    const chosen = ['grad-cam', 'smooth-grad', 'guided-backprop'];
    const result = await compareAll(toySubject(), chosen, tools, () => undefined);
    const words = agreementWords('vanilla-gradient', result)!;
    expect(words).toMatch(/most like SmoothGrad .* least like Grad-CAM/);
    expect(words).not.toContain('Guided');
    expect(result.matrix.flat().filter((value) => value === null)).toHaveLength(7);
    const alone = await compareAll(toySubject(), [], tools, () => undefined);
    expect(agreementWords('vanilla-gradient', alone)).toBeNull();
  });
});
