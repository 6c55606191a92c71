import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Picture, readPng } from './png-pixels';

/** Where the fixtures lie: `LUCARNE_FIXTURES`, or `../shared` beside the repository. They never enter it. */
export const FIXTURES = resolve(import.meta.dirname, '..', process.env['LUCARNE_FIXTURES'] ?? '../shared');

/** Whether this machine has the fixtures; tests that need them are skipped, visibly, where not. */
export const hasFixtures = existsSync(join(FIXTURES, 'reference/reference.json'));
export const NO_FIXTURES = `needs the fixtures (LUCARNE_FIXTURES, now ${FIXTURES})`;

/** What PyTorch computed for one photo with SqueezeNet 1.1. */
export interface Reference {
  readonly wnid: string;
  readonly trueClass: number;
  readonly top5: readonly number[];
  readonly top5logits: readonly number[];
  readonly targetClass: number;
  /** Step at which strict targeted fooling (step 1, no clamp) first reaches its target. */
  readonly foolingSteps: number;
  readonly foolingDeltaL2: number;
}

/** The references, in the file's order; none where there are no fixtures. */
export const REFERENCES: readonly Reference[] = hasFixtures
  ? (JSON.parse(readFileSync(join(FIXTURES, 'reference/reference.json'), 'utf8')) as Reference[])
  : [];

/** Little-endian float32 values of an .npy file, in C order. Throws for any other kind. */
export function readNpy(path: string): Float32Array<ArrayBuffer> {
  const file = readFileSync(path);
  const headerEnd = 10 + file.readUInt16LE(8);
  const header = file.toString('latin1', 10, headerEnd);
  if (!header.includes("'<f4'") || header.includes("'fortran_order': True")) {
    throw new Error(`${path}: expected float32 in C order, got ${header}`);
  }
  return new Float32Array(new Uint8Array(file.subarray(headerEnd)).buffer);
}

const referenceFile = (wnid: string, name: string): string => join(FIXTURES, 'reference', wnid, name);

/** The exact 224x224 pixels the reference saw. */
export const referenceInput = (wnid: string): Picture =>
  readPng(readFileSync(referenceFile(wnid, 'input.png')));
/** `[1000]` raw scores. */
export const referenceLogits = (wnid: string): Float32Array => readNpy(referenceFile(wnid, 'logits.npy'));
/** `[224, 224]` row-major: max over channels of the absolute gradient of the true class's score. */
export const referenceSaliency = (wnid: string): Float32Array => readNpy(referenceFile(wnid, 'saliency.npy'));
