import { useEffect } from 'react';
import { untilStageFree } from '../../../../page/run/held-stage';
import type { Fooled } from '../store/fooled';
import { subjectNow } from '../store/smallest-store';
import { measureTransforms, transformsStore } from '../store/transforms-store';

/** Has the picture read after every transform once it is on screen, unless it has been, or somebody has ended that. */
export function useMeasured(subject: Fooled): void {
  useEffect(() => {
    void measureFirst(subject);
  }, [subject]);
}

async function measureFirst(subject: Fooled): Promise<void> {
  // What is brought back from a card is on its way.
  await untilStageFree('fooling');
  const { of, running, stopped, done, total } = transformsStore.getState();
  if (subject !== subjectNow()) return;
  if (of === subject && (running || stopped || (total > 0 && done === total))) return;
  await measureTransforms(subject);
}
