import { sayWords } from '../../../../src/words/say';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { toLabErrorData } from '../../../../src/engine/protocol/errors';
import { reply, unwrap } from '../../../../src/engine/protocol/thread-reply';

describe('anything thrown becomes a LabError', () => {
  it.each([
    [new RangeError('Array buffer allocation failed'), 'out-of-memory'],
    [new RangeError('Invalid typed array length: 553000000'), 'out-of-memory'],
    [new Error('Cannot enlarge memory arrays. Either (1) compile with -s TOTAL_MEMORY'), 'out-of-memory'],
    [new WebAssembly.RuntimeError('memory access out of bounds'), 'out-of-memory'],
    [new Error('Unable to create WebGLTexture.'), 'out-of-memory'],
    [new DOMException('The ImageBitmap could not be allocated.', 'InvalidStateError'), 'out-of-memory'],
    [new Error('allocation size overflow'), 'out-of-memory'],
    [new RangeError('Invalid string length'), 'out-of-memory'],
    [
      new Error('Requested texture size [20000x1] greater than WebGL maximum on this browser'),
      'out-of-memory',
    ],
    [new Error('Failed to compile fragment shader.'), 'webgl-unavailable'],
    [new Error('Failed to link vertex and fragment shaders.'), 'webgl-unavailable'],
    [new Error('WebGL: CONTEXT_LOST_WEBGL: loseContext: context lost'), 'context-lost'],
    [new TypeError('Failed to fetch'), 'download-failed'],
    [new Error('Cannot read properties of undefined'), 'engine-stopped'],
    ['a string', 'engine-stopped'],
    [undefined, 'engine-stopped'],
  ])('%s is %s', (thrown, code) => {
    const data = toLabErrorData(thrown);
    expect(data.code).toBe(code);
    expect(sayWords(data.message)).toMatch(/^[A-Z"].*[^ ]$/);
    expect(sayWords(data.nextStep).length).toBeGreaterThan(5);
  });

  it('and a LabError stays what it is', () => {
    const error = new LabError('unsupported-op', 'Operator "Loop" is not known.', 'Export without it.');
    expect(toLabErrorData(error)).toEqual(error.toData());
  });
});

describe('a reply', () => {
  it('keeps values, codes and aborts across the boundary', async () => {
    expect(unwrap(structuredClone(await reply(() => 7)))).toBe(7);
    const failed = structuredClone(
      await reply(() => Promise.reject(new LabError('weights-missing', 'a', 'b'))),
    );
    expect(() => unwrap(failed)).toThrow(expect.objectContaining({ code: 'weights-missing', nextStep: 'b' }));
    const aborted = structuredClone(await reply(() => AbortSignal.abort().throwIfAborted()));
    expect(() => unwrap(aborted)).toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});
