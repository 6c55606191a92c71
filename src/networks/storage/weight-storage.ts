import { float16ToFloat32, float32ToFloat16 } from './float16';
import type { WeightArray } from '../graph/graph';
import type { StoredWeight, WeightType } from './stored-weight';

/** A weight over its kept numbers. `values` decodes them anew each time, so that a large network is in memory once. */
export function storedWeight(shape: readonly number[], stored: StoredWeight): WeightArray {
  return {
    shape: [...shape],
    stored,
    get values() {
      return decodeWeight(stored);
    },
  };
}

/** Float32 values of a kept weight; for `float32` the very array, not a copy. */
export function decodeWeight(stored: StoredWeight): Float32Array {
  switch (stored.dtype) {
    case 'float32':
      return stored.data;
    case 'float16':
      return float16ToFloat32(stored.data);
    case 'uint8':
      return affine(stored.data, stored.scale, stored.min);
    default:
      return stored satisfies never;
  }
}

/** Values of codes `q * scale + min`. */
export function affine(codes: Uint8Array | Uint16Array, scale: number, min: number): Float32Array {
  const values = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i++) values[i] = (codes[i] as number) * scale + min;
  return values;
}

/**
 * Values in their kept form. `uint8` spreads 256 levels evenly between the extremes and moves them so that 0 is one of
 * them: what was zero stays zero.
 */
export function encodeWeight(values: Float32Array, dtype: WeightType): StoredWeight {
  switch (dtype) {
    case 'float32':
      return { dtype, data: values };
    case 'float16':
      return { dtype, data: float32ToFloat16(values) };
    case 'uint8':
      return quantised(values);
    default:
      return dtype satisfies never;
  }
}

const LEVELS = 255;

function quantised(values: Float32Array): StoredWeight {
  let least = 0;
  let greatest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const scale = (greatest - least) / LEVELS || 1;
  const zero = Math.round(-least / scale);
  const data = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    data[i] = Math.min(LEVELS, Math.max(0, Math.round((values[i] as number) / scale) + zero));
  }
  // No -0: it would not survive JSON.
  return { dtype: 'uint8', data, scale, min: zero === 0 ? 0 : -zero * scale };
}
