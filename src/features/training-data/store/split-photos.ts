import { createRandom } from '../../../core/random/seeded-random';
import { shuffled } from '../../../core/random/shuffled';

/** Places of the photos that are learnt from and of those held out, in their order. */
export interface PhotoSplit {
  readonly learnt: readonly number[];
  readonly heldOut: readonly number[];
  /** Whether every photo is the only one of its class, so that what is held out is of classes that are never learnt. */
  readonly onePerClass: boolean;
}

/** Share of the photos that is held out. */
const HELD_OUT = 1 / 3;

/**
 * Parts photos, given by the classes they show, at random by a seed: a third held out, one at least. Parted are the photos, not
 * the pictures made of them: a picture whose photo was learnt from says nothing of photos never seen. A class keeps a photo among
 * those learnt from, so fewer are held out where most classes have but one; where all have one, whole classes are held out.
 */
export function splitPhotos(labels: readonly number[], seed: number): PhotoSplit {
  const onePerClass = isOnePerClass(labels);
  const toHold = Math.max(1, Math.round(HELD_OUT * labels.length));
  const left = new Map<number, number>();
  for (const label of labels) left.set(label, (left.get(label) ?? 0) + 1);
  const heldOut = new Set<number>();
  for (const [place, label] of shuffled([...labels.entries()], createRandom(seed))) {
    const ofClass = left.get(label) ?? 0;
    if (heldOut.size === toHold || (ofClass === 1 && !onePerClass)) continue;
    left.set(label, ofClass - 1);
    heldOut.add(place);
  }
  const places = labels.map((_, place) => place);
  return {
    learnt: places.filter((place) => !heldOut.has(place)),
    heldOut: places.filter((place) => heldOut.has(place)),
    onePerClass,
  };
}

/** Whether no two photos show the same class. */
export function isOnePerClass(labels: readonly number[]): boolean {
  return new Set(labels).size === labels.length;
}
