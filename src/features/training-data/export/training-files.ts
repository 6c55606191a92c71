import { joined, slug, stemOf } from '../../../export/file-name';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { type Attempt, fooledOnes, type TrainingPhoto } from '../store/training-store';
import { classFolders, freeName } from './class-folders';

/** A picture of the set and the path it is saved under. */
export interface TrainingFile {
  readonly path: string;
  readonly photo: TrainingPhoto;
  /** The picture made to fool; null for the photo itself. */
  readonly attempt: Attempt | null;
}

/** A set of training pictures as it is saved. */
export interface TrainingSet {
  readonly network: NetworkInfo;
  readonly photos: readonly TrainingPhoto[];
  readonly attempts: readonly Attempt[];
}

/**
 * The files of a set, in the layout that PyTorch's ImageFolder reads: `clean/<class>/photo.png`, and
 * `fooled/<class>/photo-as-target.png`, where the class is in both what the photo shows. Photos that were not tried and pictures that do not fool are
 * left out.
 */
export function trainingFiles({ network, photos, attempts }: TrainingSet): readonly TrainingFile[] {
  const folders = classFolders(network.classes);
  const folder = ({ label }: TrainingPhoto): string => folders[label] ?? `class-${label}`;
  const taken = new Set<string>();
  const names = new Map(photos.map((photo) => [photo, freeName(slug(stemOf(photo.name)) || 'photo', taken)]));
  const nameOf = (photo: TrainingPhoto): string => names.get(photo) ?? 'photo';
  const tried = photos.filter((_, place) => attempts.some((attempt) => attempt.photo === place));
  const clean = tried.map((photo) => {
    return { path: `clean/${folder(photo)}/${nameOf(photo)}.png`, photo, attempt: null };
  });
  const fooledNames = new Set<string>();
  const fooled = fooledOnes(photos, attempts).map(({ attempt, photo }) => {
    const read = folders[attempt.read.index] ?? String(attempt.read.index);
    const name = freeName(joined([nameOf(photo), 'as', read]), fooledNames);
    return { path: `fooled/${folder(photo)}/${name}.png`, photo, attempt };
  });
  return [...clean, ...fooled];
}

/** The classes' folders below `clean` or `fooled`, in the order in which ImageFolder numbers them: by code point. */
export function foldersIn(files: readonly TrainingFile[], root: string): readonly string[] {
  const folders = files.flatMap(({ path }) => {
    const [first, folder = ''] = path.split('/');
    return first === root ? [folder] : [];
  });
  return [...new Set(folders)].toSorted(byCodePoint);
}

/** Python's order of strings, which is not that of UTF-16 units. */
function byCodePoint(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  for (const [place, letter] of left.entries()) {
    const difference = (letter.codePointAt(0) ?? 0) - (right[place]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
