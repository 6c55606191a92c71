import { useEffect } from 'react';
import type { Fooled } from '../store/fooled';
import { measureTransforms, transformsStore } from '../store/transforms-store';

/** Has the picture read after every transform once it is on screen, unless it has been. */
export function useMeasured(subject: Fooled): void {
  useEffect(() => {
    const { of, running, done, total } = transformsStore.getState();
    if (of === subject && (running || (total > 0 && done === total))) return;
    void measureTransforms(subject);
  }, [subject]);
}
