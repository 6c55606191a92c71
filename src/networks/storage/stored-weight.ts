/** How a weight is kept: as it is, rounded to 11 bits, or as one of 256 levels between its least and its greatest. */
export type WeightType = 'float32' | 'float16' | 'uint8';

/** A weight's numbers as they are kept. A `uint8` code `q` stands for `q * scale + min`, as in a TF.js weights manifest. */
export type StoredWeight =
  | { readonly dtype: 'float32'; readonly data: Float32Array }
  | { readonly dtype: 'float16'; readonly data: Uint16Array }
  | { readonly dtype: 'uint8'; readonly data: Uint8Array; readonly scale: number; readonly min: number };
