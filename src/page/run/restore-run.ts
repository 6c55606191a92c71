import { createStore } from 'zustand/vanilla';
import { AS_PILLOW } from '../../core/records/decoding';
import { decodeImage } from '../../photo/image-intake';
import { fitBitmap } from '../../photo/picture-fit';
import type { Classification, NetworkInfo } from '../../engine/protocol/protocol';
import type { RunRecord } from '../../export/run-record';
import { METHODS } from '../../methods/catalog/catalog';
import { acceptedParams } from '../../methods/catalog/resolve-params';
import { fitPhoto, openImage } from '../photo/image-store';
import { lab } from '../lab';
import { createLatest } from '../../core/records/latest';
import { networkStore, openNetwork } from '../network/network-store';
import { applyRecipe, set, setTarget, settingsStore } from '../settings/settings-store';
import { viewDefaults } from '../settings/view-tables';
import { VIEW_SETTING, viewNamed } from '../settings/views';
import { classifyPhoto } from '../network/classification-store';
import { startRun } from './start-run';
import { say } from '../../words/say';

/** What came back with an exported picture. */
export interface Restored {
  /** What the network in use reads in the saved picture itself; null for maps, differences, figures and sheets. */
  readonly classification: Classification | null;
  /** The recipe's network, where it is not to be had. */
  readonly networkMissing: string | null;
  /** Whether the network here has other weights than the one the picture was made with. */
  readonly weightsDiffer: boolean;
  readonly inputMissing: boolean;
  /** Whether a view has drawn it, of many runs: then the settings of the view are back, and nothing has been begun. */
  readonly isView: boolean;
}

/** The saved picture whose run came back last, until the person has read of it. */
export const restoredStore = createStore<{
  readonly last: { readonly file: File; readonly restored: Restored } | null;
}>(() => ({ last: null }));

const restores = createLatest();

/**
 * Brings back the run that an exported PNG carries, and reads the saved picture itself again. Rejects with an AbortError where
 * another takes its place meanwhile.
 */
export async function restoreRun(record: RunRecord, file: Blob): Promise<Restored> {
  const signal = restores.begin();
  const { recipe } = record;
  const row = lab()
    .networks()
    .find((entry) => entry.id === recipe.network);
  const here = networkStore.getState().info?.id === recipe.network;
  if (row && row.origin !== 'zoo' && !here) await openNetwork({ id: row.id }, row.title);
  const { info } = networkStore.getState();
  applyRecipe({ ...recipe, network: info?.id ?? recipe.network });
  const method = METHODS.find((entry) => entry.id === recipe.method);
  const needsPhoto = method?.needsPicture(recipe.params) ?? true;
  if (record.input) {
    const blob = await (await fetch(record.input)).blob();
    await openImage(blob, recipe.image ?? say('Restored picture'), 1);
    // Another photo begins with what the network sees in it; this one comes with its class.
    setTarget(method?.exercise ?? 'saliency', recipe.target);
    if (info) await fitPhoto(info, recipe.fit);
  }
  const classification = info ? await readSaved(record, file, info, signal) : null;
  signal.throwIfAborted();
  const inputMissing = needsPhoto && !record.input;
  const isView = record.view !== undefined;
  if (isView) showView(record.view);
  if (!inputMissing && !isView) {
    // The page draws a new photo's map by itself, in the task that reads it; this run comes after, and in its place.
    await classifyPhoto();
    await new Promise((resolve) => setTimeout(resolve, 0));
    void startRun(method?.exercise ?? 'saliency', { again: recipe });
  }
  return {
    classification,
    networkMissing: info?.id === recipe.network ? null : recipe.network,
    weightsDiffer: recipe.weights !== undefined && info !== null && recipe.weights !== info.weightsHash,
    inputMissing,
    isView,
  };
}

/** Puts the view that drew a sheet on screen, with the settings it had. */
function showView(view: RunRecord['view']): void {
  const known = view && viewNamed(view.id);
  if (!known) return;
  const params = { ...settingsStore.getState().params };
  for (const table of known.settings)
    params[table.id] = { ...viewDefaults(table), ...acceptedParams(table, view.params) };
  set({ params, [VIEW_SETTING[known.exercise]]: known.id });
}

async function readSaved(
  record: RunRecord,
  file: Blob,
  network: NetworkInfo,
  signal: AbortSignal,
): Promise<Classification | null> {
  if (['map', 'difference', 'figure', 'sheet'].includes(record.picture)) return null;
  const { bitmap } = await decodeImage(file, { ...AS_PILLOW, scale: record.scale });
  const image = await fitBitmap(bitmap, network.size, 'squash');
  bitmap.close();
  return lab().classify(network.id, image, signal);
}
