import { LabError } from '../../../core/records/lab-error';
import { phrase, say } from '../../../words/say';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Decoding } from '../../../core/records/decoding';
import type { Fit } from '../../../core/records/recipe';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { sameClass } from '../../../core/records/same-class';
import { decodingInUse } from '../../../page/photo/decode-photo';
import { imageStore, type Photo } from '../../../page/photo/image-store';
import { interpretationKey, type MapRequest } from '../../../page/request/map-request';
import { settingsStore } from '../../../page/settings/settings-store';
import type { SweepCell } from '../../../sweep/sweep-plan';
import { infoOf, type Sheet } from './sheet';
import type { Sweep } from './sweep-store';

/** What is asked for in a cell, as all that it hangs on stands now. */
export interface AskedCell {
  /** Asked for again, it is the same picture. The same key, whatever is not read by its method. */
  readonly key: string;
  readonly sheet: Sheet;
  readonly cell: SweepCell;
  /** Whether it sets out from the photo. */
  readonly ofPhoto: boolean;
  readonly fit: Fit;
  readonly decoding: Decoding;
  readonly imageName: string | null;
}

export function askedOf(sweep: Sweep, sheet: Sheet, cell: SweepCell): AskedCell {
  const { method } = sheet.plan;
  const info = infoOf(sweep, cell.network);
  const wanted = classOf(sheet, cell);
  const { fit } = settingsStore.getState();
  const { photo } = imageStore.getState();
  const decoding = decodingInUse();
  const ofPhoto = method.needsPicture(cell.params);
  const key = JSON.stringify([
    method.id,
    cell.network,
    info ? interpretationKey(info) : null,
    [wanted.name, info ? sameClass(info.classes, wanted) : null],
    cell.params,
    method.drawsAtRandom(cell.params) ? cell.seed : null,
    ofPhoto ? [photoKey(photo), fit, decoding] : null,
  ]);
  return { key, sheet, cell, ofPhoto, fit, decoding, imageName: photo?.name ?? null };
}

export function cellKey(sweep: Sweep, sheet: Sheet, cell: SweepCell): string {
  return askedOf(sweep, sheet, cell).key;
}

/**
 * The run that draws a cell, its class in the numbering of its network.
 * @throws LabError `bad-parameter` where that has no class of this name.
 */
export function requestOf(
  { sheet, cell, ofPhoto, fit, decoding, imageName }: AskedCell,
  info: Pick<NetworkInfo, 'title' | 'classes'>,
  image: PixelImage | null,
): MapRequest {
  const wanted = classOf(sheet, cell);
  const target = sameClass(info.classes, wanted);
  if (target === null)
    throw new LabError(
      'bad-parameter',
      phrase('{network} has no class called “{className}”.', { network: info.title, className: wanted.name }),
      phrase('Choose another class, or leave this network out.'),
    );
  return {
    network: cell.network,
    method: sheet.plan.method.id,
    image,
    target,
    params: cell.params,
    seed: cell.seed,
    fit,
    ...(ofPhoto ? { decoding } : {}),
    ...(ofPhoto && imageName !== null ? { imageName } : {}),
  };
}

/** The class that a cell is of, as the network in use numbers and names it. */
function classOf(
  { classes }: Sheet,
  { target }: SweepCell,
): { readonly index: number; readonly name: string } {
  const index = Number(target);
  return { index, name: classes[index]?.name ?? say('class {index}', { index }) };
}

const photoKeys = new WeakMap<object, number>();
let lastPhoto = 0;

/** A photo by its file or address, which outlive its being opened again. */
function photoKey(photo: Photo | null): string | number | null {
  if (!photo) return null;
  const { source = photo } = photo;
  if (typeof source === 'string') return source;
  const known = photoKeys.get(source) ?? ++lastPhoto;
  photoKeys.set(source, known);
  return known;
}
