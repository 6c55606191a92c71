import { thumbnailOf } from '../../canvas/thumbnail';
import type { PixelImage } from '../../core/pictures/pixel-image';
import { LabError } from '../../core/records/lab-error';
import type { Recipe } from '../../core/records/recipe';
import type { Card, NewCard } from '../../shelf/card';
import { dataDigest, pictureDigest } from '../../shelf/digest';
import type { Shelved } from '../../shelf/shelved';
import { phrase } from '../../words/say';
import { networkStore } from '../network/network-store';
import { isSample } from '../photo/sample-links';
import type { Photo } from '../photo/image-store';
import { keepsPhotos } from './kept-photos';
import { shelfHere } from './shelf-here';
import { shelfStore } from './shelf-store';

/** The largest file of a photo that is kept with its cards; of a larger one, what the network saw. */
const LARGEST_PHOTO = 16e6;

/** Where something was made: the view, and its own settings. */
export type MadeIn = Pick<NewCard, 'exercise' | 'view' | 'viewSettings'>;

/** Something made, to be put onto the shelf. */
export interface ToShelve extends Pick<NewCard, 'phase' | 'step' | 'steps' | 'verdict' | 'told'> {
  readonly madeIn: MadeIn;
  readonly recipe: Recipe;
  readonly scalars: Readonly<Record<string, number>>;
  /** What makes it another card than others of the same recipe and photo. */
  readonly what?: unknown;
  readonly made: Shelved;
  /** What the thumbnail shows. */
  readonly picture: PixelImage | null;
  /** The photo, as the network saw it. */
  readonly input: PixelImage | null;
  readonly photo: Pick<Photo, 'name' | 'source'> | null;
  /** Whether it holds other photos of the person's own. */
  readonly holdsOthers?: boolean;
  /** Whether the page made it by itself. */
  readonly unasked?: boolean;
}

/** Puts what was made onto the shelf. Throws LabError `storage-full` where there is no room. */
export async function shelve(given: ToShelve): Promise<Card | null> {
  const shelf = shelfHere();
  if (!shelf) return null;
  const { madeIn, recipe, phase, step, steps, verdict, told, made, picture, input, photo } = given;
  const digest = input && (await pictureDigest(input));
  const isOwn = (input !== null && !(photo?.source && isSample(photo.source))) || given.holdsOthers === true;
  const hasPictures = keepsPhotos() || !isOwn;
  // What a run is made with, whichever engine made it.
  const { backend: _, ...settings } = recipe;
  const { rows } = networkStore.getState();
  const finite = Object.entries(given.scalars).filter(([, value]) => Number.isFinite(value));
  const { card, gone } = await shelf.add({
    card: {
      ...madeIn,
      key: await dataDigest([given.what ?? null, settings, digest]),
      recipe,
      network: (rows.find(({ id }) => id === recipe.network)?.title ?? recipe.network).slice(0, 200),
      ...{ phase, step, steps, verdict, hasPictures },
      ...(told && { told }),
      scalars: Object.fromEntries(finite),
      photo: hasPictures ? digest : null,
    },
    onlyNew: given.unasked ?? false,
    made: hasPictures ? made : null,
    thumbnail: hasPictures && picture ? await thumbnailOf(picture) : null,
    ...(hasPictures && input && digest !== null
      ? { photo: { name: photo?.name ?? recipe.image ?? '', fitted: input, ...sourceOf(photo?.source) } }
      : {}),
  });
  if (gone > 0) tellGone(gone);
  return card;
}

function sourceOf(source: Blob | string | undefined): { readonly source?: Blob | string } {
  if (source === undefined || (source instanceof Blob && source.size > LARGEST_PHOTO)) return {};
  return { source };
}

let told = false;

/** Says once that old cards had to go. */
function tellGone(gone: number): void {
  if (told) return;
  told = true;
  const fault = new LabError(
    'storage-full',
    phrase(
      'This browser has little room left: {gone, plural, one {the oldest card without a star has made room} other {the # oldest cards without a star have made room}} for the new one.',
      { gone },
    ),
    phrase('Give a star to the cards that are to stay, or free some disk space.'),
  );
  shelfStore.setState({ fault });
}
