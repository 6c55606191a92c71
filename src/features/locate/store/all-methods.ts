import { isAbort } from '../../../core/records/abort';
import { createStore } from 'zustand/vanilla';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { Box } from '../../../core/localisation/box';
import { locate, MASKINGS, type BoxRecipe, type Masking } from '../../../core/localisation/locate';
import type { PixelImage } from '../../../engine/protocol/protocol';
import type { MethodInfo } from '../../../methods/catalog/method-info';
import { asLabError } from '../../../page/as-lab-error';
import { chooseTarget } from '../../../page/network/choose-target';
import { holdPage } from '../../../page/visit/leaving';
import { imageStore, requireFitted } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { drawMap } from '../../../page/run/draw-map';
import { classifyPhoto } from '../../../page/network/sees-store';
import { defaultParams, methodsFor, type Settings } from '../../../page/settings/settings-schema';
import { settingsStore } from '../../../page/settings/settings-store';
import { mapCost } from '../../../page/run/map-cost';
import { toPhoto } from './photo-box';

/** The best box of one saliency method by each way of making boxes, in the photo's own pixels; null where it found none. */
export interface MethodRow {
  readonly method: string;
  readonly boxes: Readonly<Record<Masking, Box | null>>;
}

interface TableState {
  readonly rows: readonly MethodRow[];
  /** The thresholds and smoothing the rows were made with. */
  readonly boxRecipe: BoxRecipe | null;
  /** The class that was looked for. */
  readonly target: number | null;
  readonly running: boolean;
  /** Title of the method being drawn. */
  readonly now: string | null;
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

let abort: AbortController | null = null;

/** Stops filling the table; the rows there are stay. */
export function cancelTable(): void {
  abort?.abort();
}

/** Ends filling the table and empties it. */
export function clearTable(): void {
  cancelTable();
  abort = null;
  tableStore.setState(EMPTY);
}

/**
 * Draws the map of every saliency method with its own settings, cheapest first, and finds its best box in each way. Rows
 * come one by one; cancelling keeps those there are.
 */
export async function fillTable(boxRecipe: BoxRecipe): Promise<void> {
  cancelTable();
  const mine = new AbortController();
  abort = mine;
  const letGo = holdPage();
  const patch = (state: Partial<TableState>): void => {
    if (abort === mine) tableStore.setState(state);
  };
  try {
    const fitted = requireFitted();
    await classifyPhoto();
    const target = chooseTarget('saliency');
    const settings = settingsStore.getState();
    const methods = byCost(settings, fitted.width);
    const whole = methods.reduce((sum, { cost }) => sum + cost, 0);
    const began = performance.now();
    let before = 0;
    patch({ ...EMPTY, boxRecipe, target, running: true, done: 0 });
    for (const { method, cost } of methods) {
      patch({ now: method.title });
      const onFrame = ({ step, steps }: { step: number; steps: number }): void => {
        const done = (before + (cost * step) / steps) / whole;
        patch({ done, left: ((performance.now() - began) * (1 - done)) / done });
      };
      const row = await rowOf(method, { settings, fitted, target, boxRecipe }, mine.signal, onFrame);
      before += cost;
      if (abort !== mine) return;
      patch({ rows: [...tableStore.getState().rows, row], done: before / whole });
    }
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    letGo();
    patch({ running: false, now: null, left: null });
  }
}

interface Asked {
  readonly settings: Settings;
  readonly fitted: PixelImage;
  readonly target: number;
  readonly boxRecipe: BoxRecipe;
}

async function rowOf(
  method: MethodInfo,
  { settings, fitted, target, boxRecipe }: Asked,
  signal: AbortSignal,
  onFrame: (frame: { step: number; steps: number }) => void,
): Promise<MethodRow> {
  const { photo, fittedAs } = imageStore.getState();
  const network = networkStore.getState().info?.id ?? '';
  const params = settings.params[method.id] ?? defaultParams(method.params);
  const { seed } = settings;
  const fit = fittedAs ?? settings.fit;
  const request = { network, method: method.id, image: fitted, target, params, seed, fit };
  const { attribution } = await drawMap(request, { signal, onFrame });
  const boxBy = (masking: Masking): Box | null => {
    if (!attribution || !photo) return null;
    const { found } = locate(attribution, fitted, { ...boxRecipe, masking }, fitted.data);
    return found[0] ? toPhoto(found[0].box, fitted, photo, fit) : null;
  };
  const boxes = Object.fromEntries(MASKINGS.map((masking) => [masking, boxBy(masking)]));
  return { method: method.id, boxes: boxes as MethodRow['boxes'] };
}

function byCost(settings: Settings, side: number): { method: MethodInfo; cost: number }[] {
  return methodsFor('saliency')
    .map((method) => {
      const params = settings.params[method.id] ?? defaultParams(method.params);
      return { method, cost: mapCost(method, params, side) };
    })
    .sort((a, b) => a.cost - b.cost);
}
