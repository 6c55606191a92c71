import { percent } from '../../ui/numbers/numbers';
import { say } from '../../words/say';

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
    most === 0
      ? say('No pixel has changed.')
      : changedPixels > 0 && changedPixels < MOST
        ? say('{share} of the pixels changed, none by more than {most} of 255.', {
            share: percent(changedPixels),
            most,
          })
        : say('No pixel changed by more than {most} of 255.', { most }),
    ...(places > 0
      ? [
          say('It fooled at {fooled} of the last {places} other places tried.', {
            places,
            fooled: placesFooled,
          }),
        ]
      : []),
    ...(copies > 0
      ? [
          say('Of {copies, plural, one {# changed copy} other {# changed copies}} {fooled} fooled.', {
            copies,
            fooled: copiesFooled,
          }),
        ]
      : []),
    ...(photos > 0
      ? [
          say(
            'The same change fools {fooled} of the {photos, plural, one {# photo} other {# photos}} it was made on.',
            { photos, fooled: photosFooled },
          ),
        ]
      : []),
    ...(untouched > 0
      ? [
          say('Of {photos, plural, one {# other photo} other {# other photos}} it fools {fooled}.', {
            photos: untouched,
            fooled: untouchedFooled,
          }),
        ]
      : []),
  ].join(' ');
}
