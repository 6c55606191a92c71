import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { importOnnxFile } from '../../../src/networks/importers/onnx/onnx';
import type { ImportedNetwork } from '../../../src/networks/graph/graph';

/** What a weight is drawn by: `centre + size * hash`, `count` of them. */
export type Draw = readonly [seed: number, centre: number, size: number, count: number];

/** One architecture as `models/zoo-check/export.py` writes it. Numbers are base64 of little-endian float32. */
export interface ArchitectureCase {
  readonly title: string;
  readonly by: string;
  readonly size: number;
  readonly target: number;
  readonly logits: string;
  /** Of the target's logit, means of at most 8 x 8 blocks of pixels: `[3, rows, columns]`. */
  readonly gradient: string;
  /** Grad-CAM of the network's last map, before it is stretched. */
  readonly cam?: { readonly shape: readonly [number, number]; readonly values: string };
  /** By exporter. `onnx` is a gzipped file, base64, whose weights lie in a file `drawn`. */
  readonly files: Readonly<Record<string, { readonly onnx: string; readonly weights: readonly Draw[] }>>;
}

export function architectureCases(): readonly ArchitectureCase[] {
  const file = new URL('architectures.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: ArchitectureCase[] }).cases;
}

/** Numbers in [-1, 1): a 32-bit mix (Murmur3's finaliser) of a seed and each number's place. */
export function hashed(seed: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    let h = Math.imul(i, 0x9e3779b9) ^ seed;
    h ^= h >>> 16;
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
    return (h >>> 0) / 2 ** 31 - 1;
  });
}

/** The picture that every architecture is asked about, `[1, H, W, 3]` as ours lie, in z-score space. */
export function hashedPicture(size: number): Float32Array {
  const planes = hashed(77, 3 * size * size);
  return Float32Array.from(
    { length: planes.length },
    (_, i) => 1.5 * planes[(i % 3) * size * size + Math.floor(i / 3)]!,
  );
}

export function floats(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);
}

export async function importCase(one: ArchitectureCase, exporter: string): Promise<ImportedNetwork> {
  const { onnx, weights } = one.files[exporter]!;
  const drawn = weights.flatMap(([seed, centre, size, count]) =>
    [...hashed(seed, count)].map((value) => centre + size * value),
  );
  const bytes = new Uint8Array(gunzipSync(Buffer.from(onnx, 'base64')));
  const beside = [new File([Float32Array.from(drawn)], 'drawn')];
  return importOnnxFile(new Blob([bytes]), { preprocessing: 'torch' }, undefined, beside);
}

/** Means of at most 8 x 8 blocks of a gradient `[1, H, W, 3]`, as `[3, rows, columns]`. */
export function byBlocks(gradient: Float32Array, size: number): Float32Array {
  const block = Math.max(1, Math.floor(size / 8));
  const rows = Math.floor(size / block);
  const made = new Float32Array(3 * rows * rows);
  for (let row = 0; row < rows * block; row++) {
    for (let column = 0; column < rows * block; column++) {
      for (let c = 0; c < 3; c++) {
        const at = (c * rows + Math.floor(row / block)) * rows + Math.floor(column / block);
        made[at]! += gradient[(row * size + column) * 3 + c]! / block ** 2;
      }
    }
  }
  return made;
}
