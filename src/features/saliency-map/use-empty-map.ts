import { useEffect, useState } from 'react';
import { isEmptyMap } from '../../canvas/map-values';
import { channels } from '../../page/run/run-store';
import { say } from '../../words/say';

/** Whether the saliency map on screen holds nothing but zeros. */
export function useEmptyMap(): boolean {
  const [empty, setEmpty] = useState(false);
  useEffect(
    () =>
      channels.saliency.subscribe((frame) => {
        setEmpty(frame !== null && isEmptyMap(frame));
      }),
    [],
  );
  return empty;
}

/** Why a map is empty, as far as its run knows, and what to do. */
export function emptyMapSentence(className: string, scalars: Readonly<Record<string, number>>): string {
  if (scalars.noEvidence) {
    return say(
      'The map for “{className}” is empty: nothing in this layer speaks for it. Another class or layer will show more.',
      { className },
    );
  }
  if (scalars.zeroGradient) {
    return say(
      'The map for “{className}” is empty: no pixel moves its score at all. Another class will show more.',
      { className },
    );
  }
  return say(
    'The map for “{className}” is empty: every value in it is 0. Another class or another method will show more.',
    { className },
  );
}
