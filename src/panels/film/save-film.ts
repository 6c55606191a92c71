import { fileNameOf } from '../../export/file-name';
import type { FilmFrame } from '../../export/film/draw-film';
import type { FilmOptions } from '../../export/film/film-plan';
import { encodeGif } from '../../export/film/film-gif';
import { encodeVideo } from '../../export/film/film-video';
import { saveFile } from '../../export/picture-png';
import type { Exercise } from '../../methods/catalog/params';
import { runStore } from '../../page/run/run-store';

/** Writes a film and hands it to the person. Throws as the encoders do. */
export async function saveFilm(
  exercise: Exercise,
  frames: readonly FilmFrame[],
  { format, ...options }: FilmOptions,
  onProgress: (share: number) => void,
): Promise<void> {
  const { recipe } = runStore.getState()[exercise];
  const file =
    format === 'gif'
      ? await encodeGif(frames, { ...options, format }, onProgress)
      : await encodeVideo(frames, { ...options, format }, onProgress);
  const name = recipe ? fileNameOf(recipe, 'result', options.scale) : 'film.png';
  saveFile(file, name.replace(/png$/, format));
}
