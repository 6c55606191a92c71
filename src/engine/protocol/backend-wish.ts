import type { BackendId } from './protocol';
import type { RememberedChoice } from './remembered-choice';

/** Which backend somebody wants, and what is known that helps to choose. */
export interface BackendWish {
  readonly id: BackendId | 'auto';
  /** Newest first. Auto takes the first that holds for this device. */
  readonly remembered?: readonly RememberedChoice[] | undefined;
  /** Times the GPU was lost lately; from three on, Auto leaves GPUs alone. */
  readonly losses?: number | undefined;
}

export const TOO_MANY_LOSSES = 3;
