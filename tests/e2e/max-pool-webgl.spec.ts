import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import type * as Checks from './max-pool-page';
import { expect, test } from './rig';

/** The checks as one script for any page. */
async function checksScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'max-pool-page.ts');
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'maxPoolChecks' } },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}

for (const bits of [32, 16]) {
  test(`max pool gradients on WebGL take the first of tied maxima, in ${bits}-bit textures`, async ({
    page,
  }) => {
    await page.addScriptTag({ content: await checksScript() });
    const seen = await page.evaluate(async (halfFloat) => {
      const { maxPoolChecks } = window as unknown as {
        maxPoolChecks: typeof Checks;
      };
      return maxPoolChecks.check(halfFloat, 60);
    }, bits === 16);
    expect(seen.floatBits).toBe(bits);
    expect(seen.byHand).toEqual([]);
    expect(seen.atRandom).toEqual([]);
    expect(seen.shaders[1], 'shaders after ten more gradients').toBe(seen.shaders[0]);
  });
}
