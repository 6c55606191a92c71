import type { PixelImage } from '../../../core/pictures/pixel-image';
import { createStore } from 'zustand/vanilla';
import type { Frame } from '../../../core/records/frame';
import type { Box } from '../../../core/localisation/box';
import { locate, type BoxRecipe, type Location } from '../../../core/localisation/locate';
import type { Recipe } from '../../../core/records/recipe';
import type { RunResult } from '../../../engine/protocol/protocol';
import { imageStore, type Photo } from '../../../page/photo/image-store';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { isSameInterpretation, networkStore } from '../../../page/network/network-store';
import { runStore } from '../../../page/run/run-store';
import { frameOfRun } from '../../../page/run/draw-map';
import { requestNow } from '../../../page/request/request-now';
import { requestOfRecipe } from '../../../page/request/request-of-recipe';
import { sameRequest } from '../../../page/request/same-request';
import { clearMethods } from './all-methods';
import { BOXES_TABLE, DEFAULT_BOXES } from './recipe-rows';
import { toPhoto } from './photo-box';

/** Boxes found on a photo, and the map they come from. */
export interface Located {
  readonly photo: Photo;
  readonly input: PixelImage;
  readonly map: Frame;
  /** What the map was made with, and its logit and probability. */
  readonly made: Recipe;
  readonly boxRecipe: BoxRecipe;
  readonly location: Location;
  /** The found boxes in the photo's own pixels, best first. */
  readonly boxes: readonly Box[];
}

interface LocateState {
  readonly boxRecipe: BoxRecipe;
  /** The person's own box in the photo's own pixels. */
  readonly mine: Box | null;
  readonly located: Located | null;
}

export const locateStore = createStore<LocateState>(() => ({
  boxRecipe: DEFAULT_BOXES,
  mine: null,
  located: null,
}));

/** Whether boxes are those of the map that would be drawn now. */
export function isLocatedNow({ made, input }: Pick<Located, 'made' | 'input'>): boolean {
  return sameRequest(requestOfRecipe(made, input), requestNow('saliency'));
}

export function setMine(mine: Box | null): void {
  locateStore.setState({ mine });
}

/** Changes how boxes are made; they are found again at once in the map there is. */
export function setBoxRecipe(patch: Partial<BoxRecipe>): void {
  locateStore.setState(({ boxRecipe }) => ({ boxRecipe: { ...boxRecipe, ...patch } }));
  relocate();
}

let last: { readonly result: RunResult; readonly boxRecipe: BoxRecipe } | null = null;

/** Finds the boxes in the exercise's finished map of the photo on the page; keeps those of the map before while one is drawn. */
function relocate(): void {
  const { result, input } = runStore.getState().saliency;
  const { photo, fitted } = imageStore.getState();
  const { boxRecipe, located } = locateStore.getState();
  if (located && located.input !== fitted) {
    last = null;
    locateStore.setState({ located: null });
  }
  if (!result?.attribution || !photo || !fitted || input !== fitted) return;
  if (last?.result === result && last.boxRecipe === boxRecipe) return;
  last = { result, boxRecipe };
  const map = frameOfRun(result);
  const location = locate(result.attribution, fitted, boxRecipe, fitted.data);
  const boxes = location.found.map(({ box }) => toPhoto(box, fitted, photo, result.recipe.fit));
  locateStore.setState({
    located: { photo, input: fitted, map, made: result.recipe, boxRecipe, location, boxes },
  });
}

/** Keeps the boxes those of the map on the page, and forgets a box drawn on another photo. Returns what stops it. */
export function followLocate(): () => void {
  const stops = [
    runStore.subscribe((now, before) => {
      if (now.saliency !== before.saliency) relocate();
    }),
    imageStore.subscribe((now, before) => {
      if (now.fitted !== before.fitted) relocate();
    }),
  ];
  relocate();
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Forgets what is of another photo or network, whichever view is open when it changes, and keeps how boxes are made in the
 * address. Returns the function that stops it.
 */
export function followPage(): () => void {
  const stops = [
    imageStore.subscribe((now, before) => {
      if (now.photo !== before.photo) setMine(null);
      if (now.photo !== before.photo || now.fitted !== before.fitted) clearMethods();
    }),
    networkStore.subscribe((now, before) => {
      if (!isSameInterpretation(now.info, before.info)) clearMethods();
    }),
    linkViewSettings(locateStore, BOXES_TABLE, { read: ({ boxRecipe }) => boxRecipe, apply: setBoxRecipe }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
