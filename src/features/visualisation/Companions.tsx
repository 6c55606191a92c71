import { useEffect, useMemo, useState } from 'react';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Frame } from '../../core/records/frame';
import { channels } from '../../page/run/run-store';
import { BytesCanvas } from '../../panels/picture/BytesCanvas';
import { useHeldFrame } from '../../panels/run/use-held-frame';
import { Sentence } from '../../ui/text/Sentence';
import { companionsOf } from './companions-of';
import { say } from '../../words/say';

/** The other pictures of the frame on the stage, where several are made side by side. */
export function useCompanions(): readonly PixelImage[] {
  const held = useHeldFrame('visualization');
  const [latest, setLatest] = useState<Frame | null>(null);
  useEffect(
    () =>
      channels.visualization.subscribe((frame) => {
        setLatest(frame?.companions ? frame : null);
      }),
    [],
  );
  return useMemo(() => companionsOf(held ?? latest), [held, latest]);
}

/** The pictures made beside the one on the stage: one alone is as large as it, more share its place. */
export function Companions({ pictures }: { readonly pictures: readonly PixelImage[] }) {
  return (
    <figure className="picture">
      <div className="mat companions" data-many={pictures.length > 1 || undefined}>
        {pictures.map((picture, i) => (
          <BytesCanvas
            key={i}
            picture={picture}
            label={say('Picture {number} of {total}', { number: i + 2, total: pictures.length + 1 })}
          />
        ))}
      </div>
      <figcaption>
        <b>
          <Sentence text={say('Made beside it')} />
        </b>
        <span className="quiet">
          <Sentence text={say('From other starts; all numbers are of the first.')} />
        </span>
      </figcaption>
    </figure>
  );
}
