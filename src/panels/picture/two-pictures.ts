import type { ReactNode } from 'react';

/** One of two pictures in one place. */
export interface PlacedPicture {
  /** Tells the two apart. */
  readonly key: string;
  readonly title: string;
  readonly caption?: string | undefined;
  /** Its pixels. */
  readonly drawn: ReactNode;
  /** What is done with it; `onUse` is called before. */
  readonly tools?: (onUse?: () => void) => ReactNode;
}

export interface TwoPictures {
  /** The one before, and the one after. */
  readonly pictures: readonly [PlacedPicture, PlacedPicture];
  /** Class and file names that titles and captions may speak of. */
  readonly names?: readonly (string | null | undefined)[] | undefined;
}
