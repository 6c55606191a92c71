import type { PixelImage } from '../core/pictures/pixel-image';
import type { Frame } from '../core/records/frame';
import type { PictureKind } from '../export/run-record';
import type { Exercise } from '../methods/catalog/params';
import { attributionPicture, type MapReading } from './attribution-picture';
import { differencePicture } from './difference-picture';

/** What a picture is drawn from. */
export interface PictureSource {
  readonly frame: Frame | null;
  /** The run's input, as the network saw it. */
  readonly input: PixelImage | null;
  readonly reading: MapReading & { readonly amplify: number; readonly markClipped: boolean };
}

/** The pictures an exercise shows, left to right. */
export const PICTURES: Readonly<Record<Exercise, readonly PictureKind[]>> = {
  saliency: ['original', 'map'],
  fooling: ['original', 'result', 'difference'],
  visualization: ['result'],
};

/** One of an exercise's pictures as bytes: the same for the screen and for export. Null while there is nothing to show. */
export function pictureOf(kind: PictureKind, { frame, input, reading }: PictureSource): PixelImage | null {
  switch (kind) {
    case 'original':
      return input;
    case 'map':
      return frame && attributionPicture(frame, reading);
    case 'result':
    case 'frame':
      return frame?.pixels ? { width: frame.width, height: frame.height, data: frame.pixels } : null;
    case 'difference':
      return frame && input && differencePicture(frame, input, reading.amplify, reading.markClipped);
  }
  kind satisfies never;
}
