import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isAbort } from '../../../core/records/abort';
import { createStore } from 'zustand/vanilla';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { Box } from '../../../core/localisation/box';
import { locate, MASKINGS, type BoxRecipe, type Masking } from '../../../core/localisation/locate';
import type { MethodInfo } from '../../../methods/catalog/method-info';
import { asLabError } from '../../../page/as-lab-error';
import { chooseTarget } from '../../../page/network/choose-target';
import { onTheWay } from '../../../page/shelf/on-the-way';
import { holdPage } from '../../../page/visit/leaving';
import { imageStore, requireFitted } from '../../../page/photo/image-store';
import { createLatest } from '../../../core/records/latest';
import { drawMap, type DrawMapOptions } from '../../../page/run/draw-map';
import { madeOtherwise } from '../../../page/request/made-otherwise';
import type { MapRequest } from '../../../page/request/map-request';
import { sameRequest } from '../../../page/request/same-request';
import { requestNow } from '../../../page/request/request-now';
import { classifyPhoto } from '../../../page/network/classification-store';
import { mapCost } from '../../../page/run/map-cost';
import { methodsFor } from '../../../page/settings/settings-schema';
import { locatingMethods } from './locating-methods';
import { shelveMethods } from './shelve-methods';
import { toPhoto } from './photo-box';
import type { Words } from '../../../words/message';
import { sayWords } from '../../../words/say';

/** The best box of one saliency method by each way of making boxes, in the photo's own pixels; null where it found none. */
export interface LocatedMethod {
  readonly method: string;
  /** What its map was asked for. */
  readonly made: MapRequest;
  readonly boxes: Readonly<Record<Masking, Box | null>>;
}

export interface TableState {
  readonly rows: readonly LocatedMethod[];
  /** The thresholds and smoothing the rows were made with. */
  readonly boxRecipe: BoxRecipe | null;
  /** The class that was looked for. */
  readonly target: number | null;
  readonly running: boolean;
  /** Title of the method being drawn. */
  readonly now: Words | null;
  /** Share done, 0..1; null where nothing was begun. */
  readonly done: number | null;
  /** Milliseconds left; null while unknown. */
  readonly left: number | null;
  readonly error: LabErrorData | null;
}

const EMPTY: TableState = {
  rows: [],
  boxRecipe: null,
  target: null,
  running: false,
  now: null,
  done: null,
  left: null,
  error: null,
};

export const tableStore = createStore<TableState>(() => EMPTY);

const tables = createLatest();

/** Stops filling the table; the rows there are stay. */
export function cancelTable(): void {
  tables.cancel();
  tableStore.setState({ running: false, now: null, left: null });
}

/** Ends filling the table and empties it. */
export function clearMethods(): void {
  tables.cancel();
  tableStore.setState(EMPTY);
}

/**
 * Draws the map of every saliency method with its own settings, cheapest first, and finds its best box in each way. Rows
 * come one by one; cancelling keeps those there are, which `goOn` takes up.
 */
export async function locateWithMethods(
  boxRecipe: BoxRecipe,
  { goOn = false }: { readonly goOn?: boolean } = {},
): Promise<void> {
  const signal = tables.begin();
  const letGo = holdPage();
  const patch = (state: Partial<TableState>): void => {
    if (!signal.aborted) tableStore.setState(state);
  };
  let own: Pick<TableState, 'rows' | 'boxRecipe' | 'target'> | null = null;
  try {
    const image = requireFitted();
    await classifyPhoto();
    const target = chooseTarget('saliency');
    const maps = byCost(image, target);
    const whole = maps.reduce((sum, { cost }) => sum + cost, 0);
    const began = performance.now();
    let before = 0;
    const keep = onTheWay(() => own && shelveMethods(own));
    const rows = goOn ? [...madeOf(maps, boxRecipe)] : [];
    patch({ ...EMPTY, rows: [...rows], boxRecipe, target, running: true, done: 0 });
    for (const { method, made, cost } of maps) {
      if (rows.some((row) => row.method === method.id)) {
        before += cost;
        continue;
      }
      patch({ now: sayWords(method.title) });
      const onFrame = ({ step, steps }: { step: number; steps: number }): void => {
        const done = (before + (cost * step) / steps) / whole;
        patch({ done, left: ((performance.now() - began) * (1 - done)) / done });
      };
      const row = await rowOf(made, boxRecipe, { signal, onFrame });
      before += cost;
      rows.push(row);
      own = { rows: [...rows], boxRecipe, target };
      patch({ rows: own.rows, done: before / whole });
      keep(rows.length);
    }
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    letGo();
    patch({ running: false, now: null, left: null });
    if (own) shelveMethods(own);
  }
}

/** The rows there are that would be made now, too. */
function madeOf(maps: ReturnType<typeof byCost>, boxRecipe: BoxRecipe): readonly LocatedMethod[] {
  const { rows, boxRecipe: before } = tableStore.getState();
  if (JSON.stringify(before) !== JSON.stringify(boxRecipe)) return [];
  return rows.filter((row) =>
    maps.some(({ method, made }) => method.id === row.method && sameRequest(made, row.made)),
  );
}

type Made = MapRequest & { readonly image: PixelImage };

async function rowOf(made: Made, boxRecipe: BoxRecipe, options: DrawMapOptions): Promise<LocatedMethod> {
  const { photo } = imageStore.getState();
  const { method, image, fit } = made;
  const { attribution } = await drawMap(made, options);
  const boxBy = (masking: Masking): Box | null => {
    if (!attribution || !photo) return null;
    const { found } = locate(attribution, image, { ...boxRecipe, masking }, image.data);
    return found[0] ? toPhoto(found[0].box, image, photo, fit) : null;
  };
  const boxes = Object.fromEntries(MASKINGS.map((masking) => [masking, boxBy(masking)]));
  return { method, made, boxes: boxes as LocatedMethod['boxes'] };
}

/** What every method is asked for, the cheapest first. */
function byCost(image: PixelImage, target: number): { method: MethodInfo; made: Made; cost: number }[] {
  return locatingMethods()
    .flatMap((method) => {
      const asked = requestNow('saliency', method);
      if (!asked) return [];
      return [
        { method, made: { ...asked, image, target }, cost: mapCost(method, asked.params, image.width) },
      ];
    })
    .sort((a, b) => a.cost - b.cost);
}

/** In what the table's maps differ from those that would be drawn now, in words for what they were made with. */
export function tableMadeOtherwise(rows: readonly LocatedMethod[]): readonly string[] {
  const words = rows.flatMap(({ method, made }) => {
    const info = methodsFor('saliency').find(({ id }) => id === method);
    return madeOtherwise(made, requestNow('saliency', info));
  });
  return [...new Set(words)];
}
