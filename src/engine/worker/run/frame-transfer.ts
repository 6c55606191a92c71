import type { Frame } from '../../../core/records/frame';

/** A frame in buffers of its own, which may be transferred while the run keeps the original. */
export function ownFrame(frame: Frame): Frame {
  const { pixels, attribution, gradient, logits } = frame;
  return {
    ...frame,
    ...(pixels ? { pixels: pixels.slice() } : {}),
    ...(attribution ? { attribution: attribution.slice() } : {}),
    ...(gradient ? { gradient: gradient.slice() } : {}),
    ...(logits ? { logits: logits.slice() } : {}),
  };
}

/** The distinct buffers behind an object's typed arrays. */
export function transferablesOf(message: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(message) as unknown[]) {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  }
  return [...buffers];
}
