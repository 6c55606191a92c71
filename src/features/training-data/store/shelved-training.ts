import * as v from 'valibot';
import { listedAs, listPhotos, openedPhotos } from '../../../page/photo/opened-photos';
import type { ShelvedWork } from '../../../page/settings/views';
import { cancelTraining, makeFooled } from './make-fooled';
import { leavePhotos, subjectNow } from './prepare-photos';
import type { trainingState } from './shelve-training';
import { PHOTO_SETS } from './training-params';
import { trainingStore } from './training-store';
import { tuneNetwork } from './tune-network';

const StateSchema = v.looseObject({
  subject: v.looseObject({ network: v.looseObject({ id: v.string() }), key: v.string() }),
  photos: v.array(
    v.looseObject({
      name: v.string(),
      source: v.union([v.string(), v.instance(Blob)]),
      image: v.looseObject({ width: v.number(), data: v.instance(Uint8ClampedArray) }),
    }),
  ),
  attempts: v.array(v.looseObject({ photo: v.number(), png: v.instance(Blob) })),
  planned: v.number(),
  tuned: v.nullable(v.looseObject({ losses: v.array(v.number()) })),
  photoSet: v.picklist(PHOTO_SETS),
});

/** Brings fooled pictures back from their card, and what training on them has done. */
export const SHELVED_TRAINING: ShelvedWork = {
  restore(state) {
    v.assert(StateSchema, state);
    const kept = state as unknown as ReturnType<typeof trainingState>;
    cancelTraining();
    leavePhotos();
    if (kept.photoSet === 'opened') listPhotos(kept.photos);
    trainingStore.setState({ ...kept, work: null, error: null });
    // Photos of another visit have other places in the tray: they are those all the same.
    const now = subjectNow();
    if (kept.photoSet === 'opened' && now?.network.id === kept.subject?.network.id && isWholeTray(kept))
      trainingStore.setState({ subject: now });
  },
  goOn: () => makeFooled(undefined, { goOn: true }),
  runAgain: () => (trainingStore.getState().page === 'training' ? tuneNetwork() : makeFooled()),
};

/** Whether the photos of this visit are those of the card, and no others. */
function isWholeTray({ photos, failures }: ReturnType<typeof trainingState>): boolean {
  const tray = openedPhotos.getState();
  return (
    tray.length === photos.length + failures.length &&
    photos.every(({ source }) => listedAs(tray, source) !== null)
  );
}
