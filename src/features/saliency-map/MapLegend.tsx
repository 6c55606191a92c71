import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { MapReading } from '../../canvas/attribution-picture';
import { legendPicture } from '../../canvas/legend-picture';
import { mapReadingOf } from '../../page/run/map-reading';
import { channels } from '../../page/run/run-store';
import { settingsStore } from '../../page/settings/settings-store';
import { scientific } from '../../panels/map/map-words';
import { type MapScale, mapScaleOf, scaleNumbers } from './map-scale';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

interface Props {
  /** What the numbers count. */
  readonly unit: string;
  /** How the map is read, in words. */
  readonly words: string;
}

/** The map's colour bar with its numbers: 0 to full scale, or both ways from 0 where the map is signed. */
export function MapLegend({ unit, words }: Props) {
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const [numbers, setNumbers] = useState<MapScale | null>(null);
  const { signed } = reading;

  useEffect(
    () =>
      channels.saliency.subscribe((frame) => {
        const next = mapScaleOf(frame, reading);
        setNumbers((before) => (isSame(before, next) ? before : next));
      }),
    [reading],
  );
  if (!numbers) return <div className="legend" />;
  const { scale, largest, threshold } = numbers;
  const top = scientific(scale);
  const beyond = largest > scale * 1.0005;
  const from = signed ? `−${top}` : '0';
  const cut = Math.min(1, threshold / scale);
  const all = [
    unit,
    words,
    ...(reading.keptScale === null
      ? []
      : [say('this map reaches {largest}', { largest: scientific(largest) })]),
    ...(reading.mask > 0 ? [say('from {threshold}', { threshold: scientific(threshold) })] : []),
  ].join(' · ');
  return (
    <div className="legend" role="group" aria-label={say('What the colours mean')}>
      <div
        className="legend-bar"
        role="img"
        style={{ background: gradientOf(reading) }}
        aria-label={
          beyond
            ? say('Colours from {from} to at least {top} {unit}', { from, top, unit })
            : say('Colours from {from} to {top} {unit}', { from, top, unit })
        }
      >
        {reading.mask > 0 && <span className="legend-cut" style={{ left: percentAlong(signed, cut) }} />}
        {reading.mask > 0 && signed && (
          <span className="legend-cut" style={{ left: percentAlong(signed, -cut) }} />
        )}
      </div>
      <div className="legend-numbers nums" aria-hidden translate="no">
        {scaleNumbers(numbers, signed).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </div>
      <p className="legend-words quiet nums" title={all}>
        <Sentence text={all} />
      </p>
    </div>
  );
}

const STOPS = 65;

/** The colour bar as a CSS gradient: enough stops that no bend shows. */
function gradientOf(reading: MapReading): string {
  const { data } = legendPicture(reading, STOPS);
  const stops = Array.from({ length: STOPS }, (_, x) => `rgb(${data.slice(4 * x, 4 * x + 3).join(' ')})`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

function isSame(a: MapScale | null, b: MapScale | null): boolean {
  return a?.scale === b?.scale && a?.largest === b?.largest && a?.threshold === b?.threshold;
}

function percentAlong(signed: boolean, share: number): string {
  return `${100 * (signed ? (share + 1) / 2 : share)}%`;
}
