import type { JSHandle, Page } from '@playwright/test';
import { correlation, relativeError } from '../../testing/agreement';
import { REFERENCES, referenceInput, referenceLogits, referenceSaliency } from '../../testing/reference';
import { expect, hasFixtures, imageInPage, NO_FIXTURES, test } from './rig';

const SQUEEZENET = 'squeezenet1.1';
const MINUTE = 60_000;

async function useBackend(page: Page, id: 'webgl' | 'wasm'): Promise<void> {
  const got = await page.evaluate((wanted) => window.lucarne.backend(wanted), id);
  expect(got).toBe(id);
}

async function logits(page: Page, network: string, image: JSHandle<ImageData>): Promise<number[]> {
  return page.evaluate(
    async ({ network, image }) => Array.from((await window.lucarne.classify({ network, image })).logits),
    { network, image },
  );
}

async function saliency(page: Page, network: string, image: JSHandle<ImageData>, target: number) {
  return page.evaluate(
    async ({ network, image, target }) => {
      const run = { network, method: 'vanilla-gradient', image, target };
      return Array.from((await window.lucarne.run(run)).attribution!);
    },
    { network, image, target },
  );
}

test.describe('SqueezeNet 1.1 gives what PyTorch gives', () => {
  test.skip(!hasFixtures, NO_FIXTURES);
  test.setTimeout(8 * MINUTE);

  test.beforeEach(async ({ lab }) => {
    await lab.evaluate((id) => window.lucarne.load(id), SQUEEZENET);
  });

  /** Software WebGL takes seconds a gradient. These two have flat areas, where many pixels tie in a max pool. */
  const FLAT = ['n02108551', 'n04285008'];
  for (const [backend, references] of [
    ['webgl', REFERENCES.filter(({ wnid }) => FLAT.includes(wnid))],
    ['wasm', REFERENCES],
  ] as const) {
    test(`on ${backend}: logits and saliency`, async ({ lab }) => {
      await useBackend(lab, backend);
      for (const { wnid, trueClass, top5 } of references) {
        const image = await imageInPage(lab, referenceInput(wnid));
        const got = await logits(lab, SQUEEZENET, image);
        expect.soft(relativeError(got, referenceLogits(wnid)), `logits of ${wnid}`).toBeLessThan(1e-3);
        expect.soft(got.indexOf(Math.max(...got)), `first class of ${wnid}`).toBe(top5[0]);
        const map = await saliency(lab, SQUEEZENET, image, trueClass);
        expect.soft(correlation(map, referenceSaliency(wnid)), `saliency of ${wnid}`).toBeGreaterThan(0.999);
      }
    });
  }

  test('strict targeted fooling takes the same number of steps, on wasm', async ({ lab }) => {
    await useBackend(lab, 'wasm');
    for (const { wnid, targetClass, foolingSteps } of REFERENCES) {
      const image = await imageInPage(lab, referenceInput(wnid));
      const request = { network: SQUEEZENET, method: 'targeted-gradient', image, target: targetClass };
      const [steps, fooled] = await lab.evaluate(async (given) => {
        const result = await window.lucarne.run({ ...given, params: { preset: 'cs231n' } });
        return [result.steps, result.scalars['fooled']] as const;
      }, request);
      expect.soft(fooled, `${wnid} is fooled`).toBe(1);
      expect
        .soft(Math.abs(steps - foolingSteps), `${wnid}: ${steps} steps, PyTorch ${foolingSteps}`)
        .toBeLessThanOrEqual(1);
    }
  });
});
