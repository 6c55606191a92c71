import { count, percent } from '../../ui/numbers/numbers';

/** Above this share of the pixels it is not worth saying how many changed. */
const MOST = 0.6;

/** What a run has changed, and what else it was tried on, from its scalars: whole sentences. */
export function changeWords({
  linf = 0,
  changedPixels = 1,
  places = 0,
  placesFooled = 0,
  copies = 0,
  copiesFooled = 0,
  photos = 0,
  photosFooled = 0,
  untouched = 0,
  untouchedFooled = 0,
}: Readonly<Partial<Record<string, number>>>): string {
  const most = Math.ceil(linf);
  return [
    changedPixels > 0 && changedPixels < MOST
      ? `${percent(changedPixels)} of the pixels changed, none by more than ${most} of 255.`
      : `No pixel changed by more than ${most} of 255.`,
    ...(places > 0 ? [`It fooled at ${placesFooled} of the last ${places} other places tried.`] : []),
    ...(copies > 0 ? [`Of ${count(copies, 'changed copy', 'changed copies')} ${copiesFooled} fooled.`] : []),
    ...(photos > 0
      ? [`The same change fools ${photosFooled} of the ${count(photos, 'photo')} it was made on.`]
      : []),
    ...(untouched > 0 ? [`Of ${count(untouched, 'other photo')} it fools ${untouchedFooled}.`] : []),
  ].join(' ');
}
