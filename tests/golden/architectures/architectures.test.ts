import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../testing/backends';
import { agreementOf } from './architecture-agreement';
import { architectureCases } from './architecture-cases';

/**
 * Plain convolutional networks: their layers have tests of their own, and the table in docs/networks.md has them by both exporters.
 * With LUCARNE_ALL_SAMPLES none is left out.
 */
const ONCE = /^(AlexNet|ResNet-18|DenseNet|GoogLeNet with|MobileNet v2|SqueezeNet)/;
const LEFT = /^(VGG|ResNet-50|ResNeXt|Wide|GoogLeNet$|Inception|MNASNet)/;
const EVERY = Boolean(process.env['LUCARNE_ALL_SAMPLES']);

const ALL = architectureCases();
const CASES = ALL.filter(({ title }) => EVERY || !LEFT.test(title)).flatMap((one) =>
  Object.keys(one.files)
    .slice(0, !EVERY && ONCE.test(one.title) ? 1 : 2)
    .map((exporter) => [one.title, exporter, one] as const),
);

describe('architectures against PyTorch', () => {
  beforeAll(() => useBackend('wasm'));

  it('are at least thirty', () => {
    expect(new Set(ALL.map(({ title }) => title)).size).toBeGreaterThanOrEqual(30);
  });

  it.each(CASES)(
    '%s by the %s exporter has its logits, gradient and Grad-CAM',
    async (_title, exporter, one) => {
      const before = tf.memory().numTensors;
      const { logits, gradient, cam } = await agreementOf(one, exporter);
      expect(logits).toBeLessThan(1e-3);
      expect(gradient).toBeGreaterThan(0.999);
      if (cam !== null) expect(cam).toBeGreaterThan(0.999);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});
