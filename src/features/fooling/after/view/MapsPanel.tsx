import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { attributionPicture, scaleOf } from '../../../../canvas/attribution-picture';
import { mapReadingOf } from '../../../../page/run/map-reading';
import { settingsStore } from '../../../../page/settings/settings-store';
import { MapPicture } from '../../../../panels/map/MapPicture';
import { percent } from '../../../../ui/numbers/numbers';
import { Sentence } from '../../../../ui/text/Sentence';
import type { Fooled } from '../store/fooled';
import { type MapOfClass, mapsStore } from '../store/maps-store';
import { sayError } from '../../../../core/records/lab-error';
import type { Words } from '../../../../words/message';
import { say } from '../../../../words/say';
import { fixed } from '../../../../words/number';

/** The photo's map beside the fooled picture's, at one scale. */
export function MapsPanel({ subject }: { readonly subject: Fooled }) {
  const { maps: latest, running, error } = useStore(mapsStore);
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const maps = latest?.of === subject ? latest : null;
  const pictures = useMemo(() => {
    const all = maps ? [maps.photo, maps.fooled, ...(maps.own ? [maps.own] : [])] : [];
    // One scale for all: the largest that any of them has by itself.
    const scale = Math.max(0, ...all.map(({ frame }) => scaleOf(frame, reading)));
    return all.map(({ frame }) => attributionPicture(frame, reading, scale));
  }, [maps, reading]);
  const empty = running ? say('Drawing') : say('Not drawn yet');
  const names = maps ? [maps.photo.className, maps.fooled.className] : [];
  return (
    <>
      <p className="after-words">
        {say(
          'Where does the network look once it is fooled? The map of the photo and those of the fooled picture, by the method chosen under Saliency, at one scale of colours.',
        )}
      </p>
      <div className="after-outcome" role="status">
        {error && (
          <p className="wrong">
            <Sentence text={sayError(error)} />
          </p>
        )}
        {maps && (
          <p>
            <b>
              <Sentence text={likenessSentence(maps.likeness)} />
            </b>
          </p>
        )}
      </div>
      <div className="after-pictures" data-count={3}>
        <MapPicture
          title={say('The photo')}
          picture={pictures[0] ?? null}
          caption={maps ? captionOf(maps.photo, maps.method) : undefined}
          names={names}
          empty={empty}
        />
        <MapPicture
          title={say('The fooled picture, for what is read in it')}
          picture={pictures[1] ?? null}
          caption={maps ? captionOf(maps.fooled, maps.method) : undefined}
          names={names}
          empty={empty}
        />
        <MapPicture
          title={say('The fooled picture, for the photo’s class')}
          picture={pictures[2] ?? null}
          caption={maps?.own ? captionOf(maps.own, maps.method) : undefined}
          names={names}
          empty={maps ? say('Both are read as the same class') : empty}
        />
      </div>
    </>
  );
}

function captionOf({ className, probability }: MapOfClass, method: Words): string {
  return say('{method} of “{name}” ({probability})', {
    method,
    name: className,
    probability: percent(probability),
  });
}

/** How alike the maps rank their pixels. */
function likenessSentence({
  fooled,
  own,
}: {
  readonly fooled: number | null;
  readonly own: number | null;
}): string {
  if (fooled === null) return say('One of the maps is empty: there is nothing to compare.');
  const read = fixed(fooled, 2);
  return own === null
    ? say('The maps of what is read rank their pixels with ρ = {read} (1 is the same order, 0 none).', {
        read,
      })
    : say(
        'The maps of what is read rank their pixels with ρ = {read} (1 is the same order, 0 none); for the photo’s own class it is ρ = {own}.',
        { read, own: fixed(own, 2) },
      );
}
