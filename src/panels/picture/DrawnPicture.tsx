import { type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { pictureOf } from '../../canvas/exercise-pictures';
import { putBytes } from '../../canvas/picture-bytes';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/catalog/params';
import { imageStore } from '../../page/photo/image-store';
import { mapReadingOf } from '../../page/run/map-reading';
import { channels, runStore } from '../../page/run/run-store';
import type { Settings } from '../../page/settings/settings-schema';
import { settingsStore } from '../../page/settings/settings-store';
import { useHeldFrame } from '../run/use-held-frame';

/** Which picture of which exercise. */
export interface PictureOf {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
}

/** What a picture is drawn over: the run's input; before a run, for the original, the photo it would begin with. */
export function usePictureInput({ exercise, kind }: PictureOf): PixelImage | null {
  const own = useStore(runStore, (state) => state[exercise].input);
  const fitted = useStore(imageStore, (state) => state.fitted);
  return kind === 'original' ? (own ?? fitted) : own;
}

/** Keeps one of an exercise's pictures drawn on a canvas, from the latest frame, outside React. `onDrawn` hears what was drawn. */
export function useDrawnPicture(
  canvas: RefObject<HTMLCanvasElement | null>,
  { exercise, kind }: PictureOf,
  onDrawn: (picture: PixelImage | null) => void,
): void {
  const reading = useStore(settingsStore, useShallow(drawnWith));
  const input = usePictureInput({ exercise, kind });
  const held = useHeldFrame(exercise);
  useEffect(
    () =>
      channels[exercise].subscribe((frame) => {
        const picture = pictureOf(kind, { frame: held ?? frame, input, reading });
        if (picture && canvas.current) putBytes(canvas.current, picture);
        onDrawn(picture);
      }),
    [canvas, exercise, kind, input, reading, held, onDrawn],
  );
}

/** The settings a picture is drawn with: it is drawn anew only when one of these changes. */
function drawnWith(settings: Settings) {
  const { amplify, markClipped } = settings;
  return { ...mapReadingOf(settings), amplify, markClipped };
}

const NOTHING = (): void => undefined;

/** One of an exercise's pictures, and nothing but its pixels. */
export function DrawnPicture({ exercise, kind, label }: PictureOf & { readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawnPicture(canvas, { exercise, kind }, NOTHING);
  return (
    <div className="canvas" role="img" aria-label={label}>
      <canvas ref={canvas} width={1} height={1} />
    </div>
  );
}
