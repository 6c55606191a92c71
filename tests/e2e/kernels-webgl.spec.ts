import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import type * as Checks from './kernels-page';
import { expect, test } from './rig';

/** The checks as one script for any page. */
async function checksScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'kernels-page.ts');
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'kernelChecks' } },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}

for (const bits of [32, 16]) {
  test(`own kernels on WebGL compute what the processor computes, in ${bits}-bit textures`, async ({
    page,
  }) => {
    await page.addScriptTag({ content: await checksScript() });
    const seen = await page.evaluate(async (halfFloat) => {
      const { kernelChecks } = window as unknown as {
        kernelChecks: typeof Checks;
      };
      return kernelChecks.check(halfFloat, 20);
    }, bits === 16);
    expect(seen.floatBits).toBe(bits);
    expect(seen.byHand).toEqual([]);
    expect(seen.atRandom).toEqual([]);
    expect(seen.rectifiers).toEqual([]);
    expect(seen.convolutions).toEqual([]);
    expect(seen.groups).toEqual([]);
    expect(seen.pictures).toEqual([]);
    expect(seen.depthwise).toEqual([]);
    expect(seen.gaveWay).toEqual([]);
    expect(seen.gathers).toBe(true);
    expect(seen.shaders[1], 'shaders after ten more gradients').toBe(seen.shaders[0]);
  });
}
