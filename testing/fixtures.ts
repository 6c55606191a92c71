import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.env.LUCARNE_FIXTURES ?? join(import.meta.dirname, '../../shared'));

/** Whether the reference networks and their golden values lie beside the repository. */
export const hasFixtures =
  existsSync(join(folder, 'models/squeezenet1.1.onnx')) && existsSync(join(folder, 'reference'));

export function fixturePath(...parts: string[]): string {
  return join(folder, ...parts);
}

export function readFixture(...parts: string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(fixturePath(...parts)));
}

export function readFixtureJson(...parts: string[]): unknown {
  return JSON.parse(readFileSync(fixturePath(...parts), 'utf8'));
}

/** A float32 `.npy` array in C order. */
export function readNpy(...parts: string[]): { shape: number[]; values: Float32Array } {
  const bytes = readFixture(...parts);
  const length = new DataView(bytes.buffer).getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, 10 + length));
  if (!header.includes("'<f4'") || header.includes("'fortran_order': True")) {
    throw new Error(`expected C-ordered float32, got ${header}`);
  }
  const shape = (/\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((s) => s.trim())
    .map(Number);
  return { shape, values: new Float32Array(bytes.slice(10 + length).buffer) };
}
