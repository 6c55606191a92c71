import { describe, expect, it } from 'vitest';
import { mapCost } from '../../../../src/page/run/map-cost';
import { methodsFor } from '../../../../src/page/settings/settings-schema';

describe('the cost of a map', () => {
  const saliencyMethod = (id: string) => methodsFor('saliency').find((method) => method.id === id)!;

  it('counts gradients, or forward passes at a third', () => {
    expect(mapCost(saliencyMethod('grad-cam'), {}, 160)).toBe(1);
    expect(mapCost(saliencyMethod('smooth-grad'), { samples: 40 }, 160)).toBe(40);
    expect(mapCost(saliencyMethod('xrai'), { steps: 50 }, 160)).toBe(100);
    expect(mapCost(saliencyMethod('occlusion'), { patch: 32, stride: 16 }, 160)).toBe(27);
  });
});
