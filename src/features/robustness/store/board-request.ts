import type { Decoding } from '../../../core/records/decoding';
import type { Fit } from '../../../core/records/recipe';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import type { Effort } from '../../../methods/catalog/auto-attack';
import { networkStore } from '../../../page/network/network-store';
import { sameClass } from '../../../core/records/same-class';
import { decodingInUse } from '../../../page/photo/decode-photo';
import { interpretationKey } from '../../../page/request/map-request';
import { settingsStore } from '../../../page/settings/settings-store';
import type { BoardPhoto } from './board-photos';
import { type BoardState, boardStore, cellKey, type LabelOrigin, type PhotoClass } from './board-store';
import { photosOf } from './board-photos';

/** What a photo's measure hangs on: asked for again, it is the same measure. */
export interface BoardRequest {
  readonly photo: string;
  readonly network: string;
  /** How the network is read; null while it was never loaded. */
  readonly interpretation: string | null;
  readonly label: PhotoClass | null;
  readonly epsilon: number;
  readonly effort: Effort;
  readonly seed: number;
  readonly fit: Fit;
  readonly decoding: Decoding;
}

/** The networks that are measured: those that somebody chose, else those that come with the page, as far as there are any. */
export function boardNetworks({
  networks,
  infos,
}: Pick<BoardState, 'networks' | 'infos'>): readonly string[] {
  const { rows, info } = networkStore.getState();
  const there = new Set(rows.map(({ id }) => id));
  // What was measured of one that is no longer here is known all the same.
  if (networks) return networks.filter((id) => there.has(id) || id in infos);
  const bundled = rows.filter((row) => row.bundled).map(({ id }) => id);
  return bundled.length > 0 ? bundled : info ? [info.id] : [];
}

/** What a photo's measure on a network would be asked for now. */
export function requestOf(photo: BoardPhoto, network: string): BoardRequest {
  const { epsilon, effort, labels, infos } = boardStore.getState();
  const { seed, fit } = settingsStore.getState();
  const info = networkStore.getState().lastRead[network] ?? infos[network];
  return {
    photo: photo.id,
    network,
    interpretation: info ? interpretationKey(info) : null,
    label: labels[photo.id] ?? null,
    epsilon,
    effort,
    seed,
    fit,
    decoding: decodingInUse(),
  };
}

export function sameBoardRequest(one: BoardRequest, other: BoardRequest): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A photo on a network. */
export interface BoardPlace {
  readonly photo: BoardPhoto;
  readonly network: string;
}

/** Every photo of the set on every network that is chosen: a network's photos one after the other. */
export function allPlaces(): readonly BoardPlace[] {
  const state = boardStore.getState();
  const photos = photosOf(state.photos);
  return boardNetworks(state).flatMap((network) => photos.map((photo) => ({ photo, network })));
}

/** Whether a place holds a measure, or a failure, of what would be asked for now. */
export function isCurrent({ photo, network }: BoardPlace): boolean {
  const cell = boardStore.getState().cells[cellKey(photo.id, network)];
  if (cell?.status === 'done') return sameBoardRequest(cell.measure.made, requestOf(photo, network));
  return cell?.status === 'failed' && sameBoardRequest(cell.made, requestOf(photo, network));
}

/** The class a photo is of, in a network's own numbering: what the person says, else the sample's, else null. */
export function labelOf(
  { known }: Pick<BoardPhoto, 'known'>,
  said: PhotoClass | null,
  { classes }: Pick<NetworkInfo, 'classes'>,
): { readonly label: PhotoClass; readonly origin: LabelOrigin } | null {
  const wanted: readonly (readonly [PhotoClass | null, LabelOrigin])[] = [
    [said, 'said'],
    [known === null ? null : { index: -1, name: known }, 'known'],
  ];
  for (const [one, origin] of wanted) {
    const index = one && sameClass(classes, one);
    const found = index === null ? undefined : classes[index];
    if (found) return { label: { index: found.index, name: found.name }, origin };
  }
  return null;
}
