import { describe, expect, it } from 'vitest';
import { crossEntropyGradient, type LinearLayer } from '../../../src/core/learning/softmax-regression';
import { OPTIMISERS, trainLayer, type TrainingStep } from '../../../src/core/learning/train-layer';
import golden from './last-layer.json';

const { width, classes, labels, settings } = golden;
const layer: LinearLayer = {
  kernel: Float64Array.from(golden.kernel),
  bias: Float64Array.from(golden.bias),
  classes,
};
const examples = { features: Float32Array.from(golden.features), width, labels };

function expectClose(values: Iterable<number> | null, wanted: readonly number[]): void {
  const own = [...(values ?? [])];
  expect(own).toHaveLength(wanted.length);
  for (const [place, value] of own.entries()) expect(value).toBeCloseTo(wanted[place]!, 10);
}

describe('the last layer’s training', () => {
  it('has PyTorch’s gradient', () => {
    const rows = labels.map((_, row) => row);
    const { kernel, bias } = crossEntropyGradient(layer, examples, rows);
    expectClose(kernel, golden.gradient.kernel);
    expectClose(bias, golden.gradient.bias);
  });

  it.each(OPTIMISERS)('goes PyTorch’s way with %s, pulled back to where it began', (optimiser) => {
    const steps: TrainingStep[] = [];
    const training = trainLayer(layer, examples, { ...settings, optimiser, batch: labels.length, seed: 1 });
    let next = training.next();
    for (; !next.done; next = training.next()) steps.push(next.value);
    expectClose(
      steps.map(({ loss }) => loss ?? Number.NaN),
      golden[optimiser].losses,
    );
    expectClose(next.value.kernel, golden[optimiser].kernel);
    expectClose(next.value.bias, golden[optimiser].bias);
  });
});
