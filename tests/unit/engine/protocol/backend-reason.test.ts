import { describe, expect, it } from 'vitest';
import { backendReason, type BackendFacts } from '../../../../src/engine/protocol/backend-reason';
import { redescribed } from '../../../../src/engine/page/auto-choice';
import { isSoftwareRenderer, tidyRenderer } from '../../../../src/engine/protocol/renderer';
import { sayPhrase } from '../../../../src/words/say';

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
  [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'SwiftShader',
  ],
])('the name in %s is %s', (name, tidy) => {
  expect(tidyRenderer(name)).toBe(tidy);
});

describe('the engine chip says', () => {
  const facts = (change: Partial<BackendFacts>): BackendFacts => ({
    id: 'wasm',
    chosen: 'auto',
    software: false,
    floatBits: 32,
    ...change,
  });
  const emulated = { renderer: 'SwiftShader', software: true };
  const m1 = { renderer: 'Apple M1', software: false };
  const mali = { renderer: 'Mali-400', software: false };
  const M1 = { gpus: { webgl: m1, webgpu: m1 }, renderer: 'Apple M1' };

  it.each<[Partial<BackendFacts>, string]>([
    [
      { id: 'webgl', gpus: { webgl: m1 }, renderer: 'Apple M1', measured: { webgl: 4, wasm: 20 } },
      'WebGL: on Apple M1, 5 times faster here than WASM (4 against 20 ms a gradient step).',
    ],
    [
      { ...M1, id: 'webgpu', measured: { webgl: 6.06, wasm: 20, webgpu: 3.2 }, measuredOn: 'SqueezeNet 1.1' },
      'WebGPU: on Apple M1, 1.9 times faster here than WebGL (3.2 against 6.1 ms a gradient step of SqueezeNet 1.1).',
    ],
    [
      { gpus: { webgl: emulated }, measured: { webgl: 460, wasm: 38 } },
      'WASM: 12 times faster here than software WebGL (38 against 460 ms a gradient step).',
    ],
    [
      { gpus: { webgl: mali }, measured: { webgl: 50, wasm: 25 } },
      'WASM: 2 times faster here than WebGL on Mali-400 (25 against 50 ms a gradient step).',
    ],
    [
      { gpus: { webgl: mali }, measured: { webgl: 26, wasm: 25 } },
      'WASM: about as fast here as WebGL on Mali-400 (25 against 26 ms a gradient step).',
    ],
    [
      { gpus: { webgl: mali }, measured: { webgl: 6000, wasm: 25 }, cut: ['webgl'] },
      'WASM: faster here than WebGL on Mali-400, which was stopped after 6 s (25 ms a gradient step).',
    ],
    [
      { gpus: { webgl: emulated }, measured: { webgl: 20_000, wasm: 25, cpu: 900 }, cut: ['webgl'] },
      'WASM: faster here than software WebGL, which was stopped after 20 s (25 ms a gradient step).',
    ],
    [
      { measured: { wasm: 25, cpu: 900 } },
      'WASM: 36 times faster here than plain JavaScript (25 against 900 ms a gradient step).',
    ],
    [
      { gpus: { webgl: emulated }, measured: { wasm: 25 } },
      'WASM: no GPU found, so the processor computes; software WebGL was not measured, for it is many times slower as a rule.',
    ],
    [
      { measured: { wasm: 25 } },
      'WASM: this browser offers no GPU to compute on, so the processor computes.',
    ],
    [
      { gpus: { webgl: mali }, measured: { wasm: 25 } },
      'WASM: the GPU does not work here, so the processor computes.',
    ],
    [
      { id: 'webgl', software: true, gpus: { webgl: emulated }, measured: { webgl: 300 } },
      'WebGL: emulated by the processor; WASM does not work in this browser.',
    ],
    [{ id: 'cpu' }, 'Plain JavaScript: neither a GPU nor WASM works in this browser; steps take seconds.'],
    [{ ...M1, id: 'webgpu', chosen: 'asked' }, 'WebGPU: chosen by you, on Apple M1.'],
    [{ id: 'cpu', chosen: 'asked' }, 'Plain JavaScript: chosen by you; the processor computes.'],
    [
      { id: 'webgl', chosen: 'asked', software: true, gpus: { webgl: emulated }, measured: { wasm: 25 } },
      'WebGL: chosen by you, but emulated by the processor, which is slow; WASM was the fastest here when it was measured.',
    ],
  ])('%o: %s', (change, sentence) => {
    expect(sayPhrase(backendReason(facts(change)))).toBe(sentence);
  });

  it('how often the graphics card was lost, where that is why', () => {
    expect(sayPhrase(backendReason(facts({ gpus: { webgl: mali }, measured: { wasm: 25 } }), 3))).toBe(
      'WASM: the graphics card was lost 3 times, so the processor computes.',
    );
  });

  it('and owns up to half precision', () => {
    const half = facts({
      id: 'webgl',
      floatBits: 16,
      gpus: { webgl: mali },
      measured: { webgl: 1, wasm: 2 },
    });
    expect(sayPhrase(backendReason(half))).toContain('reduced precision');
  });
});

it('the lab’s own kernels that this machine cannot run are told, and go on being told once it is measured', () => {
  const facts: BackendFacts = { id: 'wasm', chosen: 'auto', software: false, floatBits: 32, threads: 2 };
  const cannot = 'cannot run the lab’s own kernels, so TensorFlow.js’s compute, more slowly.';
  expect(sayPhrase(backendReason(facts))).not.toContain(cannot);
  const info = { ...facts, stockKernels: true, reason: backendReason(facts) };
  expect(sayPhrase(backendReason(info))).toContain(cannot);
  const { reason } = redescribed(info, { measured: { wasm: 40, cpu: 400 } });
  expect(sayPhrase(reason)).toContain(cannot);
  expect(sayPhrase(reason)).toMatch(/^WASM on 2 threads: /);
});
