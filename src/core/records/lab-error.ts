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

/** The plain-data form of a LabError, for crossing a thread boundary. */
export interface LabErrorData {
  readonly code: LabErrorCode;
  readonly message: string;
  readonly nextStep: string;
}

/**
 * An error a student can read: `message` says what is wrong, with expected and got; `nextStep` says what to do about it.
 * Thrown where the fact is known. Cancelling is not an error.
 */
export class LabError extends Error {
  override readonly name = 'LabError';
  constructor(
    readonly code: LabErrorCode,
    message: string,
    readonly nextStep: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  toData(): LabErrorData {
    return { code: this.code, message: this.message, nextStep: this.nextStep };
  }

  static fromData(data: LabErrorData): LabError {
    return new LabError(data.code, data.message, data.nextStep);
  }
}
