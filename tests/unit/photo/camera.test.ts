import { expect, it, vi } from 'vitest';
import { closeCamera, openCamera } from '../../../src/photo/camera';

const never = new AbortController().signal;
const cameras = (getUserMedia: () => Promise<MediaStream>) => ({ getUserMedia });

function toyStream() {
  const stop = vi.fn();
  return { stop, stream: { getTracks: () => [{ stop }, { stop }] } as unknown as MediaStream };
}

it('gives what the camera sees, and switches it off', async () => {
  const { stream, stop } = toyStream();
  expect(
    await openCamera(
      never,
      cameras(async () => stream),
    ),
  ).toBe(stream);
  expect(stop).not.toHaveBeenCalled();
  closeCamera(stream);
  expect(stop).toHaveBeenCalledTimes(2);
});

it('is off again at once where it was given up before the browser answered', async () => {
  const { stream, stop } = toyStream();
  const left = new AbortController();
  const opening = openCamera(
    left.signal,
    cameras(async () => {
      left.abort();
      return stream;
    }),
  );
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  expect(stop).toHaveBeenCalledTimes(2);
});

it.each([
  ['NotAllowedError', /did not let the page use the camera/],
  ['NotFoundError', /has no camera/],
  ['NotReadableError', /Another program/],
  ['AnotherError', /does not answer/],
])('says in one sentence why there is none: %s', async (name, message) => {
  const refused = openCamera(
    never,
    cameras(() => Promise.reject(new DOMException('', name))),
  );
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toHaveProperty('code', 'unsupported-image');
});

it('says so where the browser keeps every camera from the page', async () => {
  vi.stubGlobal('navigator', {});
  await expect(openCamera(never)).rejects.toThrow(/plain http/);
});
