import type { JSHandle, Page } from '@playwright/test';
import { cosine, correlation, relativeError } from '../../testing/agreement';
import { REFERENCES, referenceInput, referenceLogits, referenceSaliency } from '../../testing/reference';
import { makeTestPhoto } from '../../testing/test-photo';
import { expect, hasFixtures, imageInPage, NO_FIXTURES, test } from './rig';

type Backend = 'webgl' | 'wasm' | 'cpu';
const BACKENDS: readonly Backend[] = ['webgl', 'wasm', 'cpu'];
const TINY = { id: 'tiny', size: 64 };
const SQUEEZENET = 'squeezenet1.1';
const MINUTE = 60_000;

async function useBackend(page: Page, id: Backend): Promise<void> {
  const got = await page.evaluate((wanted) => window.lucarne.backend(wanted), id);
  expect(got).toBe(id);
}

async function logits(page: Page, network: string, image: JSHandle<ImageData>): Promise<number[]> {
  return page.evaluate(
    async ({ network, image }) => Array.from((await window.lucarne.classify({ network, image })).logits),
    { network, image },
  );
}

async function gradient(page: Page, network: string, image: JSHandle<ImageData>, target: number) {
  return page.evaluate(
    async ({ network, image, target }) => {
      const run = { network, method: 'vanilla-gradient', image, target };
      const { attribution, raw } = await window.lucarne.run(run);
      return { map: Array.from(attribution!), raw: Array.from(raw!) };
    },
    { network, image, target },
  );
}

test('the backends agree on a generated network', async ({ lab }) => {
  await lab.evaluate((id) => window.lucarne.load(id), TINY.id);
  const image = await imageInPage(lab, makeTestPhoto(1, TINY.size, TINY.size));
  const seen = [];
  for (const id of BACKENDS) {
    await useBackend(lab, id);
    seen.push({
      id,
      logits: await logits(lab, TINY.id, image),
      ...(await gradient(lab, TINY.id, image, 1)),
    });
  }
  const [first, ...others] = seen;
  expect(Math.hypot(...first!.raw)).toBeGreaterThan(0);
  for (const other of others) {
    expect(relativeError(other.logits, first!.logits), `logits, ${other.id}`).toBeLessThan(1e-3);
    expect(cosine(other.raw, first!.raw), `gradient, ${other.id}`).toBeGreaterThan(0.999);
    expect(cosine(other.map, first!.map), `map, ${other.id}`).toBeGreaterThan(0.999);
  }
});

test.describe('SqueezeNet 1.1 gives what PyTorch gives', () => {
  test.skip(!hasFixtures, NO_FIXTURES);
  test.setTimeout(8 * MINUTE);

  test.beforeEach(async ({ lab }) => {
    await lab.evaluate((id) => window.lucarne.load(id), SQUEEZENET);
  });

  for (const [backend, photos] of [
    // Software WebGL takes seconds a gradient. These two have flat areas, where many pixels tie in a max pool.
    ['webgl', ['n02108551', 'n04285008']],
    ['wasm', REFERENCES.map(({ wnid }) => wnid)],
  ] satisfies [Backend, string[]][]) {
    test(`on ${backend}: logits and saliency`, async ({ lab }) => {
      await useBackend(lab, backend);
      for (const { wnid, trueClass, top5 } of REFERENCES) {
        const image = await imageInPage(lab, referenceInput(wnid));
        const got = await logits(lab, SQUEEZENET, image);
        expect.soft(relativeError(got, referenceLogits(wnid)), `logits of ${wnid}`).toBeLessThan(1e-3);
        expect.soft(got.indexOf(Math.max(...got)), `first class of ${wnid}`).toBe(top5[0]);
        if (!photos.includes(wnid)) continue;
        const { map } = await gradient(lab, SQUEEZENET, image, trueClass);
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
