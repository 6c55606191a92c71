import type { PixelImage } from '../../core/pictures/pixel-image';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { mapOf } from '../../canvas/map-values';
import type { Frame } from '../../core/records/frame';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/catalog/params';
import { pixelProbeStore } from '../../page/run/pixel-probe-store';
import { mapReadingOf } from '../../page/run/map-reading';
import { channels, runStore } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import { settingsStore } from '../../page/settings/settings-store';
import { short } from '../../ui/numbers/numbers';
import { say, sayWords } from '../../words/say';

interface Source {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
  /** The picture the run began with. */
  readonly input: PixelImage | null;
}

/** What a picture says of the pixel being read: the map's raw value, the pixel's colour, or its change; null where none is. */
export function useProbeText({ exercise, kind, input }: Source): string | null {
  const probe = useStore(pixelProbeStore, (state) =>
    state.probe?.exercise === exercise ? state.probe : null,
  );
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  // While nothing is read, frames pass by without a new drawing of the words.
  const run = useStore(runStore, (state) => (probe ? state[exercise] : null));
  if (!probe || !run) return null;
  const frame = channels[exercise].latest();
  const { x, y } = probe;
  const width = frame?.width ?? input?.width ?? 0;
  const index = y * width + x;
  const place = `(${x}, ${y})`;
  switch (kind) {
    case 'map': {
      const value = frame && mapOf(frame, reading)?.[index];
      if (value === undefined || value === null) return place;
      const { method, params } = shownMethod('saliency', run, settingsStore.getState());
      return `${place}  ${short(value)} ${sayWords(method.unit(params))}`;
    }
    case 'difference':
      return say('{place}  change {change} of 255', { place, change: changeAt(frame, input, index) });
    case 'original':
      return `${place}  RGB ${colourAt(input?.data, index).join(' ')}`;
    case 'result':
    case 'frame':
      return `${place}  RGB ${colourAt(frame?.pixels, index).join(' ')}`;
  }
  kind satisfies never;
}

function changeAt(frame: Frame | null, input: PixelImage | null, index: number): string {
  const before = colourAt(input?.data, index);
  return colourAt(frame?.pixels, index)
    .map((value, c) => value - (before[c] ?? 0))
    .map((value) => (value > 0 ? `+${value}` : String(value)))
    .join(' ');
}

function colourAt(data: Uint8ClampedArray | undefined, index: number): number[] {
  return [0, 1, 2].map((c) => data?.[4 * index + c] ?? 0);
}
