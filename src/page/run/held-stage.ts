import type { Exercise } from '../../methods/catalog/params';

interface Hold {
  readonly exercise: Exercise;
  readonly over: Promise<void>;
}

let held: Hold | null = null;

/**
 * Has what an exercise shows stay while the page gets another network or photo, until what this returns is called: for something that is
 * brought back with both.
 */
export function holdStage(exercise: Exercise): () => void {
  let end: () => void = () => undefined;
  const mine: Hold = { exercise, over: new Promise((resolve) => (end = resolve)) };
  held = mine;
  return () => {
    if (held === mine) held = null;
    end();
  };
}

export function isStageHeld(exercise: Exercise): boolean {
  return held?.exercise === exercise;
}

/** Resolves once an exercise's stage is not held: at once where it is not. */
export async function untilStageFree(exercise: Exercise): Promise<void> {
  while (held?.exercise === exercise) await held.over;
}
