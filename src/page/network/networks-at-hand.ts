import { networkStore, SMALL_DOWNLOAD } from './network-store';

/** A network that is asked about a picture. */
export interface AskedNetwork {
  readonly id: string;
  readonly title: string;
}

/** The networks that can be asked without a download: loaded ones, those that come with the page, small ones kept here. */
export function networksAtHand(): readonly AskedNetwork[] {
  return networkStore
    .getState()
    .rows.filter(({ loaded, origin, bytes = 0 }) => loaded || (origin !== 'zoo' && bytes <= SMALL_DOWNLOAD))
    .map(({ id, title }) => ({ id, title }));
}
