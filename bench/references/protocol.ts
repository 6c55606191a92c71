import type { Fit } from '../../src/core/records/recipe';

/** What the page is asked: addresses of files, relative to it. */
export interface Order {
  readonly network: string;
  readonly photos: readonly { readonly file: string; readonly fit: Fit; readonly target: number }[];
  readonly cases: readonly string[];
}

/** What the network said of one photo, and a fingerprint of what it saw. */
export interface Answer {
  readonly input: string;
  readonly logits: readonly number[];
  readonly map: readonly number[];
}

/** The pixels of a file; its size is null where it could not be opened, and the note says why. */
export interface CaseAnswer {
  readonly size: readonly [number, number] | null;
  readonly pixels: string;
  readonly note: string;
}

export interface Answers {
  readonly answers: readonly Answer[];
  readonly cases: readonly CaseAnswer[];
}
