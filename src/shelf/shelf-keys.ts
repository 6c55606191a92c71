// What a card's parts are kept under, each before its id: apart, so that the list reads no pictures.
export const CARD = 'card ';
export const THUMBNAIL = 'thumbnail ';
export const MADE = 'made ';
/** Before the digest of its bytes: cards of one photo share it. */
export const PHOTO = 'photo ';

/** All that is kept under a card's own id. */
export function keysOf(id: string): readonly string[] {
  return [CARD + id, THUMBNAIL + id, MADE + id];
}
