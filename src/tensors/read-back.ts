import * as tf from '@tensorflow/tfjs-core';

/** What was read: each tensor's values, row-major, under the name it was given. */
export type ReadBack<T> = { readonly [K in keyof T]: Float32Array<ArrayBuffer> };

/**
 * Values of the named tensors that `build` makes, brought from the backend in ONE readback: a readback is the one wait of
 * a step, and on a GPU its price hardly depends on its length. On WASM nothing waits, and each is read by itself: what is
 * joined would only be taken apart again. Everything `build` makes is freed.
 */
export async function readBack<T extends Readonly<Record<string, tf.Tensor>>>(
  build: () => T,
): Promise<ReadBack<T>> {
  if (tf.getBackend() === 'wasm') return readEach(build);
  const sizes: [name: string, size: number][] = [];
  const all = tf.tidy(() => {
    const named = Object.entries(build());
    for (const [name, tensor] of named) sizes.push([name, tensor.size]);
    return tf.concat(named.map(([, tensor]) => tf.reshape(tensor, [tensor.size])));
  });
  try {
    const values = (await all.data()) as Float32Array;
    let start = 0;
    const parts = sizes.map(([name, size]) => {
      const part = new Float32Array(values.subarray(start, start + size));
      start += size;
      return [name, part] as const;
    });
    return Object.fromEntries(parts) as ReadBack<T>;
  } finally {
    all.dispose();
  }
}

/** WASM copies a tensor's values as soon as it is asked, so that all may be freed before they are handed over. */
async function readEach<T extends Readonly<Record<string, tf.Tensor>>>(build: () => T): Promise<ReadBack<T>> {
  const reading: Promise<readonly [name: string, values: unknown]>[] = [];
  tf.tidy(() => {
    for (const [name, tensor] of Object.entries(build())) {
      reading.push(tensor.data().then((values) => [name, values]));
    }
  });
  return Object.fromEntries(await Promise.all(reading)) as ReadBack<T>;
}
