import * as Comlink from 'comlink';
import { LabError } from '../../core/records/lab-error';
import { figureContext } from '../figure/figure-drawing';
import { drawFilm, type FilmFrame } from './draw-film';
import { type FilmOptions, filmSize, filmTurns } from './film-plan';
import type { GifWriter } from './gif-encoder';
import { phrase } from '../../words/say';

/**
 * Frames as a GIF, its colours chosen frame by frame in a worker of its own.
 * @throws LabError `unsupported-image` where the worker does not start, or stops.
 */
export async function encodeGif(
  frames: readonly FilmFrame[],
  options: FilmOptions,
  onProgress: (share: number) => void,
): Promise<Blob> {
  const [first] = frames;
  const size = filmSize(first?.picture ?? { width: 1, height: 1 }, options);
  const { width, height } = size;
  const context = figureContext(new OffscreenCanvas(width, height), phrase('the film'));
  const worker = new Worker(new URL('./gif-worker.ts', import.meta.url), { type: 'module', name: 'gif' });
  const stopped = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => {
      reject(
        new LabError(
          'unsupported-image',
          phrase('The GIF could not be written.'),
          phrase('Try again, or save a video.'),
        ),
      );
    });
  });
  const gif = Comlink.wrap<GifWriter>(worker);
  try {
    const turns = filmTurns(frames.length, { ...options, format: 'gif' });
    for (const [place, { frame, duration }] of turns.entries()) {
      const shown = frames[frame];
      if (!shown) continue;
      drawFilm(context, shown, size);
      const { data } = context.getImageData(0, 0, width, height);
      await Promise.race([gif.add({ width, height, data }, 1000 * duration), stopped]);
      onProgress((place + 1) / turns.length);
    }
    return new Blob([await Promise.race([gif.end(), stopped])], { type: 'image/gif' });
  } finally {
    worker.terminate();
  }
}
