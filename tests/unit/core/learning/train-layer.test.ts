import { describe, expect, it } from 'vitest';
import { crossEntropyGradient, type LinearLayer } from '../../../../src/core/learning/softmax-regression';
import { trainLayer, type TrainingSettings } from '../../../../src/core/learning/train-layer';
import { createRandom } from '../../../../src/core/random/seeded-random';

const [WIDTH, CLASSES, COUNT] = [5, 3, 12];
const SETTINGS: TrainingSettings = {
  optimiser: 'adam',
  learningRate: 0.05,
  weightDecay: 0,
  epochs: 60,
  batch: 4,
  seed: 1,
};

function problem(seed = 2) {
  const random = createRandom(seed);
  const layer: LinearLayer = {
    kernel: Float64Array.from(random.normals(WIDTH * CLASSES)),
    bias: Float64Array.from(random.normals(CLASSES)),
    classes: CLASSES,
  };
  const labels = Array.from({ length: COUNT }, (_, row) => row % CLASSES);
  return { layer, examples: { features: random.normals(COUNT * WIDTH), width: WIDTH, labels } };
}

function train({ layer, examples }: ReturnType<typeof problem>, change: Partial<TrainingSettings> = {}) {
  const losses: number[] = [];
  const training = trainLayer(layer, examples, { ...SETTINGS, ...change });
  let next = training.next();
  for (; !next.done; next = training.next()) if (next.value.loss !== undefined) losses.push(next.value.loss);
  return { trained: next.value, losses };
}

describe('the gradient of a softmax regression', () => {
  it('is what small changes of each weight do to the loss', () => {
    const { layer, examples } = problem();
    const rows = [0, 3, 4, 7];
    const { kernel, bias } = crossEntropyGradient(layer, examples, rows);
    const lossWith = (key: 'kernel' | 'bias', place: number, change: number): number => {
      const values = layer[key]!.slice();
      values[place]! += change;
      return crossEntropyGradient({ ...layer, [key]: values }, examples, rows).loss;
    };
    const slope = (key: 'kernel' | 'bias', place: number): number =>
      (lossWith(key, place, 1e-5) - lossWith(key, place, -1e-5)) / 2e-5;
    for (const [place, value] of kernel.entries()) expect(value).toBeCloseTo(slope('kernel', place), 8);
    for (const [place, value] of bias!.entries()) expect(value).toBeCloseTo(slope('bias', place), 8);
  });

  it('does without a bias, and with logits that overflow', () => {
    const { layer, examples } = problem();
    expect(crossEntropyGradient({ ...layer, bias: null }, examples, [1]).bias).toBeNull();
    const steep = { ...layer, kernel: layer.kernel.map((value) => value * 1e4) };
    const { loss, kernel } = crossEntropyGradient(steep, examples, [0, 1, 2]);
    expect(Number.isFinite(loss)).toBe(true);
    expect(kernel.every(Number.isFinite)).toBe(true);
  });
});

describe('training a layer', () => {
  it('lowers the loss, and leaves the given layer as it was', () => {
    const given = problem();
    const before = given.layer.kernel.slice();
    const { losses, trained } = train(given);
    expect(losses).toHaveLength(SETTINGS.epochs);
    expect(losses.at(-1)!).toBeLessThan(0.5 * losses[0]!);
    expect(given.layer.kernel).toEqual(before);
    expect(trained.kernel).not.toEqual(before);
  });

  it('follows from its seed', () => {
    expect(train(problem()).trained).toEqual(train(problem()).trained);
    expect(train(problem(), { seed: 2 }).trained).not.toEqual(train(problem()).trained);
  });

  it('stays nearer to where it began the stronger the pull', () => {
    const distance = (weightDecay: number): number => {
      const given = problem();
      const { kernel } = train(given, { weightDecay, optimiser: 'sgd' }).trained;
      return Math.hypot(...kernel.map((value, place) => value - given.layer.kernel[place]!));
    };
    expect(distance(1)).toBeLessThan(distance(0.1));
    expect(distance(0.1)).toBeLessThan(distance(0));
  });
});
