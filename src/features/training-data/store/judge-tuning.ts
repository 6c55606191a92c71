import { argMax } from '../../../core/statistics/softmax';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { byteDistance } from '../../../core/pictures/byte-distance';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { lab } from '../../../page/lab';
import { drawMap } from '../../../page/run/draw-map';
import type { PictureFiles } from './picture-files';
import type { PhotoSplit } from './split-photos';
import { type Attempt, fools, type TrainingPhoto, type TrainingWork } from './training-store';
import {
  type BeforeAndAfter,
  type Judged,
  median,
  type Reckoning,
  scoreOf,
  type TuningResult,
} from './tuning-result';

interface Case {
  readonly photos: readonly TrainingPhoto[];
  readonly attempts: readonly Attempt[];
  readonly split: PhotoSplit;
  readonly network: NetworkInfo;
  readonly tuned: NetworkInfo;
  readonly files: PictureFiles;
  readonly signal: AbortSignal;
  readonly tell: (work: Omit<TrainingWork, 'leftMs'>) => void;
}

/** One photo's pictures as a network reads them. */
interface PhotoReadings {
  readonly clean: Judged;
  readonly fooled: readonly Judged[];
  readonly anew: readonly (Judged & { readonly change: number })[];
}

/**
 * What both networks read in the photos, in the fooled pictures, and in pictures that the same attack makes against each of them:
 * a network that has learnt a few pictures by heart is not one that cannot be fooled.
 */
export async function judgeTuning(given: Case): Promise<Pick<TuningResult, 'learnt' | 'heldOut' | 'photos'>> {
  const { photos, attempts, split, tell, signal } = given;
  const before: PhotoReadings[] = [];
  const after: PhotoReadings[] = [];
  for (const [place, photo] of photos.entries()) {
    signal.throwIfAborted();
    tell({ stage: 'judging', done: place, total: photos.length });
    const own = attempts.filter((attempt) => attempt.photo === place);
    before.push(readBefore(photo, own));
    after.push(await readAfter(photo, own, given));
  }
  const of = (places: readonly number[]): BeforeAndAfter => ({
    before: reckoning(places.flatMap((place) => before[place] ?? [])),
    after: reckoning(places.flatMap((place) => after[place] ?? [])),
  });
  return {
    learnt: of(split.learnt),
    heldOut: of(split.heldOut),
    photos: {
      learnt: split.learnt.length,
      heldOut: split.heldOut.length,
      onePerClass: split.onePerClass,
      ownReading: photos.filter(({ labelledBy }) => labelledBy === 'network').length,
    },
  };
}

/** What the network that was fooled reads is known: it has read every one of them. */
function readBefore(photo: TrainingPhoto, own: readonly Attempt[]): PhotoReadings {
  const { label, read } = photo;
  return {
    clean: { label, read: read.index },
    fooled: own
      .filter((attempt) => fools(attempt, photo))
      .map((attempt) => ({ label, read: attempt.read.index })),
    anew: own.map((attempt) => ({ label, read: attempt.read.index, change: attempt.l2 })),
  };
}

async function readAfter(
  photo: TrainingPhoto,
  own: readonly Attempt[],
  { tuned, files, signal }: Case,
): Promise<PhotoReadings> {
  const { label, image } = photo;
  const judged = async (picture: PixelImage): Promise<Judged> => {
    const { logits } = await lab().classify(tuned.id, picture, signal);
    return { label, read: argMax(logits) };
  };
  const fooled: Judged[] = [];
  const anew: PhotoReadings['anew'][number][] = [];
  for (const attempt of own) {
    if (fools(attempt, photo)) fooled.push(await judged(await files.read(attempt.png, tuned.size)));
    const { method, params, target, seed, fit } = attempt.recipe;
    const { logits, pixels } = await drawMap(
      { network: tuned.id, method, params, target, seed, fit, image },
      { signal },
    );
    anew.push({ label, read: argMax(logits), change: byteDistance(image.data, pixels).l2 });
  }
  return { clean: await judged(image), fooled, anew };
}

function reckoning(readings: readonly PhotoReadings[]): Reckoning {
  const anew = readings.flatMap((reading) => reading.anew);
  return {
    clean: scoreOf(readings.map(({ clean }) => clean)),
    fooled: scoreOf(readings.flatMap(({ fooled }) => fooled)),
    anew: scoreOf(anew),
    change: median(anew.filter(({ label, read }) => label !== read).map(({ change }) => change)),
  };
}
