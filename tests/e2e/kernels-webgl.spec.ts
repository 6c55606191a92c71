import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import type * as Checks from './kernels-page';
import { expect, test } from './rig';

/** The checks as one script for any page. */
async function checksScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'kernels-page.ts');
  const built = await build({
    configFile: false,
    // A library is built for whatever process it comes into; a page has none.
    define: { 'process.env.NODE_ENV': '"production"' },
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'kernelChecks' } },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}

/** Shapes of a kernel that each kind of texture is tried on: others for each, for every shape is a shader to compile. */
const SHAPES = process.env['LUCARNE_ALL_SAMPLES']
  ? { 32: { from: 0, to: 12 }, 16: { from: 0, to: 12 } }
  : { 32: { from: 0, to: 2 }, 16: { from: 2, to: 3 } };

test('own kernels on WebGL compute what the processor computes, in textures of 32 bits and of 16', async ({
  page,
}) => {
  const content = await checksScript();
  for (const bits of [32, 16] as const) {
    const where = `${bits}-bit textures`;
    // Another document: TF.js settles the bits with its first context.
    await page.goto('about:blank');
    await page.addScriptTag({ content });
    const seen = await page.evaluate(
      ({ halfFloat, shapes }) => {
        const { kernelChecks } = window as unknown as { kernelChecks: typeof Checks };
        return kernelChecks.check(halfFloat, shapes);
      },
      { halfFloat: bits === 16, shapes: SHAPES[bits] },
    );
    expect.soft(seen.floatBits, where).toBe(bits);
    expect.soft(seen.byHand, where).toEqual([]);
    expect.soft(seen.atRandom, where).toEqual([]);
    expect.soft(seen.rectifiers, where).toEqual([]);
    expect.soft(seen.convolutions, where).toEqual([]);
    expect.soft(seen.groups, where).toEqual([]);
    expect.soft(seen.pictures, where).toEqual([]);
    expect.soft(seen.depthwise, where).toEqual([]);
    expect.soft(seen.gaveWay, where).toEqual([]);
    expect.soft(seen.gathers, where).toBe(true);
    expect.soft(seen.shaders[1], `shaders after ten more gradients, ${where}`).toBe(seen.shaders[0]);
  }
});
