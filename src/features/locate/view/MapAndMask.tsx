import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { attributionPicture } from '../../../canvas/attribution-picture';
import { isEmptyMap } from '../../../canvas/map-values';
import type { Located } from '../store/locate-store';
import { maskPicture } from '../store/mask-picture';
import { mapReadingOf } from '../../../page/run/map-reading';
import { settingsStore } from '../../../page/settings/settings-store';
import { BytesCanvas } from '../../../panels/picture/BytesCanvas';
import { say } from '../../../words/say';

/** The map the boxes come from, and the mask made of it, both as the network's picture. */
export function MapAndMask({ located }: { readonly located: Located | null }) {
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const map = useMemo(() => located && attributionPicture(located.map, reading), [located, reading]);
  const mask = useMemo(() => located && maskPicture(located), [located]);
  const empty = located !== null && isEmptyMap(located.map);
  return (
    <div className="locate-pair">
      <figure>
        <div className="mat">
          {empty ? (
            <p className="picture-empty small">{say('The map is empty')}</p>
          ) : (
            <BytesCanvas picture={map} label={say('The map the boxes come from')} />
          )}
        </div>
        <figcaption className="quiet small">{say('Map')}</figcaption>
      </figure>
      <figure>
        <div className="mat">
          <BytesCanvas
            picture={mask}
            label={say('The mask made of the map: the photo inside it, dark outside')}
          />
        </div>
        <figcaption className="quiet small">{say('Mask')}</figcaption>
      </figure>
    </div>
  );
}
