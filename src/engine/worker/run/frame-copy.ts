import type { Frame } from '../../../core/records/frame';

const ARRAYS = ['pixels', 'companions', 'opacity', 'attribution', 'gradient', 'logits'] as const;

/** Keeps a copy of the latest frame, whose own arrays are handed over to whoever shows it. */
export interface FrameCopy {
  /** A frame like this one. Its arrays are the same from one call to the next as long as their sizes are: no frame costs fresh memory. */
  of(frame: Frame): Frame;
}

export function createFrameCopy(): FrameCopy {
  const kept: Partial<Record<(typeof ARRAYS)[number], Float32Array | Uint8ClampedArray>> = {};
  return {
    of(frame) {
      const copies = ARRAYS.flatMap((name) => {
        const values = frame[name];
        if (!values) return [];
        const known = kept[name];
        if (known?.length === values.length) known.set(values);
        else kept[name] = values.slice();
        return [[name, kept[name]]];
      });
      return { ...frame, ...(Object.fromEntries(copies) as Partial<Frame>) };
    },
  };
}
