import { fixturePath, hasFixtures, readFixture, readFixtureJson, readNpy } from './fixtures';
import { type Picture, readPng } from './png-pixels';

/** Why a test is skipped where the fixtures are absent, and what does without them. */
export const NO_FIXTURES =
  `needs photos with PyTorch's answers in a folder that LUCARNE_FIXTURES names (now ${fixturePath()}); ` +
  'after `npm run models -- squeezenet1.1` the maps of tests/golden/saliency are compared without them';

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
  ? (readFixtureJson('reference/reference.json') as Reference[])
  : [];

/** The exact 224x224 pixels the reference saw. */
export const referenceInput = (wnid: string): Picture => readPng(readFixture('reference', wnid, 'input.png'));
/** `[1000]` raw scores. */
export const referenceLogits = (wnid: string): Float32Array =>
  readNpy('reference', wnid, 'logits.npy').values;
/** `[224, 224]` row-major: max over channels of the absolute gradient of the true class's score. */
export const referenceSaliency = (wnid: string): Float32Array =>
  readNpy('reference', wnid, 'saliency.npy').values;
