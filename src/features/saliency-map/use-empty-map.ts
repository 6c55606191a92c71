import { useEffect, useState } from 'react';
import { isEmptyMap } from '../../canvas/map-values';
import { channels } from '../../page/run/run-store';

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
