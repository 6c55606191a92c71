import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  adapterName,
  findWebgpu,
  isSoftwareAdapter,
  webgpuUnavailable,
} from '../../../../../src/engine/worker/backends/webgpu-session';

afterEach(() => vi.unstubAllGlobals());

describe('a WebGPU adapter', () => {
  it.each([
    [{ vendor: 'apple', architecture: 'metal-3', description: '' }, 'apple metal-3'],
    [
      { vendor: 'nvidia', architecture: 'ampere', description: 'NVIDIA GeForce RTX 3060' },
      'NVIDIA GeForce RTX 3060',
    ],
    [{ vendor: 'google', architecture: 'swiftshader' }, 'SwiftShader'],
    [{ vendor: '', architecture: '' }, 'the GPU'],
    [undefined, 'the GPU'],
  ])('%o is called %s', (info, name) => {
    expect(adapterName(info)).toBe(name);
  });

  it.each([
    [{}, { vendor: 'google', architecture: 'swiftshader' }, true],
    [{}, { vendor: 'x', isFallbackAdapter: true }, true],
    [{ isFallbackAdapter: true }, undefined, true],
    [{}, { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, true],
    [
      { isFallbackAdapter: false },
      { vendor: 'intel', architecture: 'gen-12lp', isFallbackAdapter: false },
      false,
    ],
    [{}, undefined, false],
  ])('%o with %o is emulated: %s', (adapter, info, software) => {
    expect(isSoftwareAdapter(adapter, info)).toBe(software);
  });

  it('is none where the browser has no WebGPU, offers no adapter, or fails', async () => {
    vi.stubGlobal('navigator', {});
    expect(await findWebgpu()).toBeNull();
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
    expect(await findWebgpu()).toBeNull();
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.reject(new Error('no')) } });
    expect(await findWebgpu()).toBeNull();
    const adapter = { info: { vendor: 'intel', architecture: 'xe' } };
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
    expect(await findWebgpu()).toEqual({ adapter, renderer: 'intel xe', software: false });
  });

  it('asked for in vain is told with a next step', () => {
    expect(webgpuUnavailable()).toMatchObject({ code: 'backend-unavailable' });
    expect(webgpuUnavailable('intel xe').message).toContain('intel xe');
  });
});
