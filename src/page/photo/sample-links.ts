import { TWO_OBJECTS } from './two-objects';
import { SAMPLE_PHOTOGRAPHS } from './sample-photographs';
import { SAMPLES } from './samples';

/** A picture that comes with the page, under the name a link calls it by. */
export interface LinkedSample {
  readonly id: string;
  /** What the page calls it once it is open. */
  readonly name: string;
  readonly url: string;
}

/** Every picture that comes with the page: drawings, photographs, and the scene of two objects. */
export const LINKED_SAMPLES: readonly LinkedSample[] = [
  ...SAMPLES,
  ...SAMPLE_PHOTOGRAPHS,
  { id: 'two-golf-balls', ...TWO_OBJECTS },
];

export function isSample(source: Blob | string): boolean {
  return sampleBySource(source) !== null;
}

/** The sample a photo's source is; null for a person's own. */
export function sampleBySource(source: Blob | string | undefined): LinkedSample | null {
  return LINKED_SAMPLES.find(({ url }) => url === source) ?? null;
}

/** The sample a link names; null where there is none of that name. */
export function sampleById(id: string): LinkedSample | null {
  return LINKED_SAMPLES.find((sample) => sample.id === id) ?? null;
}
