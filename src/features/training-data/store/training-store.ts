import { createStore } from 'zustand/vanilla';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { Recipe } from '../../../core/records/recipe';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { viewDefaults } from '../../../page/settings/view-tables';
import { TRAINING_TABLE, type TrainingControls } from './training-params';
import type { TuningResult } from './tuning-result';

/** How it is known what a photo shows: a drawing's name, its folder's name, what the network reads, or the person's word. */
export type LabelSource = 'sample' | 'folder' | 'network' | 'person';

/** A class that was read, and how surely. */
export interface Reading {
  readonly index: number;
  readonly probability: number;
}

/** A photo as the network sees it. */
export interface TrainingPhoto {
  readonly name: string;
  readonly source: Blob | string;
  readonly image: PixelImage;
  readonly read: Reading;
  /** Index of the class it shows, as far as is known. */
  readonly label: number;
  readonly labelledBy: LabelSource;
}

/** A picture made to fool, as its file has it. */
export interface Attempt {
  /** Place of its photo among the photos. */
  readonly photo: number;
  readonly target: number;
  readonly recipe: Recipe;
  readonly png: Blob;
  /** What the network reads in the file, decoded again. */
  readonly read: Reading;
  /** Whether the decoded file is read as the attack wanted it. */
  readonly reached: boolean;
  /** Of the decoded file's bytes from the photo's, in grey levels. */
  readonly l2: number;
  readonly linf: number;
}

/** What photos and pictures are of; made anew where another is asked for. */
export interface TrainingSubject {
  readonly network: NetworkInfo;
  /** Tells one set of photos, read by one network in one way, from another. */
  readonly key: string;
}

/** What is being worked on. */
export interface TrainingWork {
  readonly stage: 'photos' | 'fooling' | 'features' | 'training' | 'judging';
  readonly done: number;
  readonly total: number;
  readonly leftMs: number | null;
}

interface TrainingState extends TrainingControls {
  readonly subject: TrainingSubject | null;
  readonly photos: readonly TrainingPhoto[];
  /** Photos that could not be opened. */
  readonly failures: readonly { readonly name: string; readonly error: LabErrorData }[];
  readonly attempts: readonly Attempt[];
  /** How many attempts there are to be. */
  readonly planned: number;
  readonly work: TrainingWork | null;
  readonly error: LabErrorData | null;
  readonly tuned: TuningResult | null;
}

export const trainingStore = createStore<TrainingState>(() => ({
  ...viewDefaults(TRAINING_TABLE),
  subject: null,
  photos: [],
  failures: [],
  attempts: [],
  planned: 0,
  work: null,
  error: null,
  tuned: null,
}));

export function setTraining(patch: Partial<TrainingControls>): void {
  trainingStore.setState(patch);
}

/** Says what a photo shows. */
export function setLabel(place: number, label: number): void {
  trainingStore.setState(({ photos }) => ({
    photos: photos.map((photo, at) =>
      at === place ? { ...photo, label, labelledBy: 'person' as const } : photo,
    ),
    tuned: null,
  }));
}

/** Whether a picture fools the network: it is read as the attack wanted, and not as what it shows. */
export function fools({ reached, read }: Attempt, { label }: Pick<TrainingPhoto, 'label'>): boolean {
  return reached && read.index !== label;
}

/** The pictures that fool, with their photos. */
export function fooledOnes(
  photos: readonly TrainingPhoto[],
  attempts: readonly Attempt[],
): readonly { readonly attempt: Attempt; readonly photo: TrainingPhoto }[] {
  return attempts.flatMap((attempt) => {
    const photo = photos[attempt.photo];
    return photo && fools(attempt, photo) ? [{ attempt, photo }] : [];
  });
}
