import { describe, expect, it } from 'vitest';
import { backendReason, type BackendFacts } from '../../../src/engine/backend-reason';
import { isSoftwareRenderer, tidyRenderer } from '../../../src/engine/renderer';

describe('a software renderer', () => {
  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'llvmpipe, or similar',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Mesa OffScreen',
    'Apple Software Renderer',
  ])('is %s', (name) => {
    expect(isSoftwareRenderer(name)).toBe(true);
  });

  it.each([
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)',
    'Adreno (TM) 640',
    'Mali-G78',
  ])('is not %s', (name) => {
    expect(isSoftwareRenderer(name)).toBe(false);
  });
});

it.each([
  [
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  ],
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060',
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', 'Apple M1'],
  ['Adreno (TM) 640', 'Adreno (TM) 640'],
])('the name in %s is %s', (name, tidy) => {
  expect(tidyRenderer(name)).toBe(tidy);
});

describe('the engine chip says', () => {
  const facts = (change: Partial<BackendFacts>): BackendFacts => ({
    id: 'wasm',
    chosen: 'auto',
    software: false,
    floatBits: 32,
    measured: {},
    ...change,
  });
  it.each([
    [
      { renderer: 'Apple M1', id: 'webgl', measured: { webgl: 4, wasm: 20 } },
      'WebGL: on Apple M1, 5.0x faster here than the processor alone.',
    ],
    [
      { renderer: 'SwiftShader', software: true, measured: { webgl: 300, wasm: 25 } },
      'WASM: no GPU found, the processor is 12x faster here than software WebGL.',
    ],
    [
      { renderer: 'Mali-400', measured: { webgl: 50, wasm: 25 } },
      'WASM: the processor is 2.0x faster here than Mali-400 over WebGL.',
    ],
    [{ measured: { wasm: 25 } }, 'WASM: this browser offers no WebGL 2, so the processor computes.'],
    [{ renderer: 'X', measured: { wasm: 25 } }, 'WASM: WebGL does not work here, so the processor computes.'],
    [
      { renderer: 'X', losses: 3, measured: { wasm: 25 } },
      'WASM: the graphics card was lost 3 times, so the processor computes.',
    ],
    [{ id: 'cpu' }, 'Plain JavaScript: neither WebGL nor WASM works in this browser; steps take seconds.'],
    [{ id: 'webgl', chosen: 'asked', renderer: 'Apple M1' }, 'WebGL: chosen by you, on Apple M1.'],
    [
      { id: 'webgl', chosen: 'asked', renderer: 'SwiftShader', software: true },
      'WebGL: chosen by you, but emulated by the processor, which is slow.',
    ],
  ] as const)('%o: %s', (change, sentence) => {
    expect(backendReason(facts(change))).toBe(sentence);
  });

  it('no ratio where measuring was cut short, for that includes the compiling', () => {
    const cut = facts({ renderer: 'SwiftShader', software: true, measured: { webgl: 2100, wasm: 20 } });
    expect(backendReason(cut)).toBe(
      'WASM: no GPU found, the processor is many times faster here than software WebGL.',
    );
  });

  it('and owns up to half precision', () => {
    expect(
      backendReason(facts({ id: 'webgl', renderer: 'Mali', floatBits: 16, measured: { webgl: 1, wasm: 2 } })),
    ).toContain('reduced precision');
  });
});
