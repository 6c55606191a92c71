import type { Exercise } from '../../methods/catalog/params';

let held: { readonly exercise: Exercise } | null = null;

/**
 * Has what an exercise shows stay while the page gets another network or photo, until what this returns is called: for something that is
 * brought back with both.
 */
export function holdStage(exercise: Exercise): () => void {
  const mine = { exercise };
  held = mine;
  return () => {
    if (held === mine) held = null;
  };
}

export function isStageHeld(exercise: Exercise): boolean {
  return held?.exercise === exercise;
}
