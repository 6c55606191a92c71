import type { Words } from '../../words/message';
import { sayWords } from '../../words/say';

/** Every way the lab can fail, as a stable code that tests and the page can match on. */
export type LabErrorCode =
  | 'backend-unavailable'
  | 'webgl-unavailable'
  | 'context-lost'
  | 'engine-stopped'
  | 'page-outdated'
  | 'network-unknown'
  | 'network-heavy'
  | 'network-too-heavy'
  | 'weights-missing'
  | 'unsupported-model'
  /** A network, but of a format the lab does not read. */
  | 'other-format'
  | 'unsupported-op'
  | 'unsupported-image'
  | 'image-too-large'
  | 'image-too-small'
  | 'download-failed'
  | 'download-corrupt'
  | 'storage-full'
  | 'zero-gradient'
  | 'bad-parameter'
  | 'bad-recipe'
  | 'out-of-memory';

/** The plain-data form of a LabError, for crossing a thread boundary: not yet said. */
export interface LabErrorData {
  readonly code: LabErrorCode;
  readonly message: Words;
  readonly nextStep: Words;
}

/** What is wrong and what to do about it, in the language of the page. */
export function sayError({ message, nextStep }: Pick<LabErrorData, 'message' | 'nextStep'>): string {
  return `${sayWords(message)} ${sayWords(nextStep)}`;
}

/**
 * An error a student can read: `message` says what is wrong, with expected and got; `nextStep` says what to do about it. Thrown
 * where the fact is known, as phrases; what comes from another thread is said anew in the page's language. Cancelling is not an
 * error.
 */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly nextStep: string;
  constructor(
    readonly code: LabErrorCode,
    private readonly what: Words,
    private readonly next: Words,
    options?: ErrorOptions,
  ) {
    super(sayWords(what), options);
    this.nextStep = sayWords(next);
  }

  toData(): LabErrorData {
    return { code: this.code, message: this.what, nextStep: this.next };
  }

  static fromData(data: LabErrorData): LabError {
    return new LabError(data.code, data.message, data.nextStep);
  }
}
