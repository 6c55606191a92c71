import type { PixelImage } from '../../../core/pictures/pixel-image';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { attributionPicture } from '../../../canvas/attribution-picture';
import { isEmptyMap } from '../../../canvas/map-values';
import type { Located } from '../store/locate-store';
import { mapReadingOf } from '../../../page/run/map-reading';
import { settingsStore } from '../../../page/settings/settings-store';
import { BytesCanvas } from '../../../panels/picture/BytesCanvas';
import { say } from '../../../words/say';

/** How much of the photo is left outside the mask. */
const OUTSIDE = 0.18;

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

function maskPicture({ input, location: { mask } }: Located): PixelImage {
  const data = input.data.slice();
  mask.forEach((inside, i) => {
    if (inside) return;
    for (let c = 0; c < 3; c += 1) data[4 * i + c] = OUTSIDE * (data[4 * i + c] ?? 0);
  });
  return { width: input.width, height: input.height, data };
}
