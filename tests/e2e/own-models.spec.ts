import { askNetwork, compare, expectedOf, MOBILENET, openOwnModel, VGG19 } from '../../bench/own-models';
import { expect, hasFixtures, NO_FIXTURES, test } from './rig';

/** How far a probability may be from the original implementation's. */
const TOLERANCE = 2e-3;

test.describe('a network of one’s own answers what its original answers', () => {
  test.skip(!hasFixtures, NO_FIXTURES);

  test('MobileNet v1, for eight photos', async ({ lab }) => {
    const id = await openOwnModel(lab, MOBILENET);
    expect(expectedOf(MOBILENET)).toHaveLength(8);
    for (const expected of expectedOf(MOBILENET)) {
      const { probabilities } = await askNetwork(lab, id, expected.wnid, false);
      const { worst, sameOrder } = compare(probabilities, expected);
      expect.soft(worst, `probabilities of ${expected.wnid}`).toBeLessThan(TOLERANCE);
      expect.soft(sameOrder, `top 5 of ${expected.wnid}`).toBe(true);
    }
  });

  test('VGG19 in 138 files, and its saliency map', async ({ lab }) => {
    test.slow();
    const id = await openOwnModel(lab, VGG19);
    const expected = expectedOf(VGG19)[0]!;
    const { probabilities, map } = await askNetwork(lab, id, expected.wnid, true);
    const { worst, sameOrder } = compare(probabilities, expected);
    expect(worst, 'probabilities').toBeLessThan(TOLERANCE);
    expect(sameOrder, 'top 5').toBe(true);
    expect(map).toHaveLength(224 * 224);
    expect(map.every(Number.isFinite), 'every pixel is a number').toBe(true);
    expect(Math.max(...map)).toBeGreaterThan(0);
  });
});
