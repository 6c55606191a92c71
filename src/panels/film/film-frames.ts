import type { FilmFrame } from '../../export/film/draw-film';
import type { Exercise } from '../../methods/catalog/params';
import { networkStore } from '../../page/network/network-store';
import { channels, runStore } from '../../page/run/run-store';
import { frameCaption } from './film-words';

/** The frames that are kept of an exercise's run, as a film shows them. */
export function filmFrames(exercise: Exercise): readonly FilmFrame[] {
  const { target, recipe } = runStore.getState()[exercise];
  const name = recipe?.targetName ?? networkStore.getState().info?.classes[target ?? -1]?.name ?? '';
  return channels[exercise].strip().flatMap((frame) => {
    const { pixels, width, height } = frame;
    return pixels ? [{ picture: { width, height, data: pixels }, caption: frameCaption(frame, name) }] : [];
  });
}

/** A film has two frames or more. */
export function hasFilm(exercise: Exercise): boolean {
  return channels[exercise].strip().filter(({ pixels }) => pixels !== undefined).length > 1;
}
