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
}: Readonly<Partial<Record<string, number>>>): string {
  const most = Math.ceil(linf);
  return [
    changedPixels > 0 && changedPixels < MOST
      ? `${percent(changedPixels)} of the pixels changed, none by more than ${most} of 255.`
      : `No pixel changed by more than ${most} of 255.`,
    ...(places > 0 ? [`At ${placesFooled} of the last ${places} other places tried it fooled, too.`] : []),
    ...(copies > 0
      ? [`Of ${count(copies, 'changed copy', 'changed copies')} of it ${copiesFooled} fooled, too.`]
      : []),
  ].join(' ');
}
