import type { PixelImage } from '../../core/pictures/pixel-image';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { attributionPicture } from '../../canvas/attribution-picture';
import { isEmptyMap } from '../../canvas/map-values';
import type { Frame } from '../../core/records/frame';
import { mapReadingOf } from '../../page/run/map-reading';
import { settingsStore } from '../../page/settings/settings-store';
import { BytesCanvas } from '../picture/BytesCanvas';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

interface Props {
  readonly title: string;
  readonly caption?: string | undefined;
  /** Class names that title and caption may speak of. */
  readonly names?: readonly (string | undefined)[];
  /** A map, in the colours the settings choose. */
  readonly frame?: Frame | null;
  /** Or a picture as it is. */
  readonly picture?: PixelImage | null;
  /** Said where there is nothing yet. */
  readonly empty: string;
}

/** A map or a picture on its mat, with a title and a line of numbers. */
export function MapPicture({ title, caption, names = [], frame, picture, empty }: Props) {
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const shown = useMemo(
    () => picture ?? (frame && !isEmptyMap(frame) ? attributionPicture(frame, reading) : null),
    [picture, frame, reading],
  );
  const nothing = frame && !picture ? say('The map is empty') : empty;
  return (
    <figure className="check-picture">
      <div className="mat">
        {shown ? (
          <BytesCanvas picture={shown} label={title} />
        ) : (
          <p className="picture-empty small">{nothing}</p>
        )}
      </div>
      <figcaption>
        <b>
          <Sentence text={title} names={names} />
        </b>
        {caption !== undefined && (
          <span className="quiet nums">
            <Sentence text={caption} names={names} />
          </span>
        )}
      </figcaption>
    </figure>
  );
}
