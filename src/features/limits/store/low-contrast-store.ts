import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isAbort } from '../../../core/records/abort';
import { createStore } from 'zustand/vanilla';
import { holdPage } from '../../../page/visit/leaving';
import { imageStore } from '../../../page/photo/image-store';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewDefaults, viewFields } from '../../../page/settings/view-tables';
import { createLatest, pause } from '../../../core/records/latest';
import { CONTRAST_TABLE, type SweepControls } from './limit-params';
import { adjusted, drawAdjustedMap, type AdjustedMap } from './adjusted-map';
import { sameRequest } from '../../../page/request/same-request';
import { askedNow, type Question } from './question';
import { shelveSweep } from './shelve-limits';
import { SWEEP_STOPS, type Sweeping } from './sweep-stops';

/** A sweep: maps of the photo, ever weaker. What is made stays when it is cancelled. */
export interface Sweep {
  readonly of: Sweeping;
  readonly question: Question;
  /** The other slider's value. */
  readonly held: number;
  readonly looks: readonly AdjustedMap[];
}

interface LowContrastState extends SweepControls {
  /** The weakened photo, there before its map is. */
  readonly shown: PixelImage | null;
  /** The weakened photo's map. */
  readonly now: AdjustedMap | null;
  /** The untouched photo's map. */
  readonly reference: AdjustedMap | null;
  readonly question: Question | null;
  /** Whether the maps shown are behind the sliders. */
  readonly drawing: boolean;
  /** How often the address has moved the sliders: the view draws anew then. */
  readonly linked: number;
  readonly sweep: Sweep | null;
  readonly running: boolean;
  /** Milliseconds a map of the sweep takes; null until one is done. */
  readonly mapMs: number | null;
}

export const lowContrastStore = createStore<LowContrastState>(() => ({
  ...viewDefaults(CONTRAST_TABLE),
  shown: null,
  now: null,
  reference: null,
  question: null,
  drawing: false,
  linked: 0,
  sweep: null,
  running: false,
  mapMs: null,
}));

const { getState, setState } = lowContrastStore;
const live = createLatest();
const sweeps = createLatest();

/** A slider that is being moved asks for a map once it has rested so long. */
const REST_MS = 40;

/** Moves a slider: the picture follows at once, its map as soon as it is drawn. */
export function weaken(patch: { readonly contrast?: number; readonly blur?: number }): Promise<void> {
  setState(patch);
  return refreshLook(REST_MS);
}

export function sweepBy(sweeping: Sweeping): void {
  setState({ sweeping });
}

/**
 * Draws what the sliders and the page ask for now, and nothing twice; ends an earlier call that is still at it.
 * @throws LabError where the method fails.
 */
export async function refreshLook(restMs = 0): Promise<void> {
  const signal = live.begin();
  try {
    const { fitted } = imageStore.getState();
    if (fitted !== (getState().question?.image ?? null))
      setState({ now: null, reference: null, question: null });
    setState({ shown: fitted && adjusted(fitted, settings()), drawing: fitted !== null });
    if (restMs > 0) await pause(restMs, signal);
    const question = await askedNow(signal);
    if (!question) return;
    const reference = await untouched(question, signal);
    const { shown } = getState();
    if (!shown) return;
    const plain = getState().contrast === 100 && getState().blur === 0;
    const now = plain ? reference : await drawAdjustedMap(question, shown, reference, signal);
    setState({ now });
  } catch (thrown) {
    if (!isAbort(thrown)) throw thrown;
  } finally {
    if (!signal.aborted) setState({ drawing: false });
  }
}

/** Ends the drawing of the sliders' map, where nobody looks at it any more. A sweep goes on. */
export function leaveLook(): void {
  live.cancel();
  setState({ drawing: false });
}

const settings = () => ({ contrast: getState().contrast / 100, blur: getState().blur });

/** The untouched photo's map, drawn once a question. */
async function untouched(question: Question, signal: AbortSignal): Promise<AdjustedMap> {
  const { reference, question: asked } = getState();
  if (reference && sameRequest(asked, question)) return reference;
  const drawn = await drawAdjustedMap(question, question.image, null, signal);
  setState({ reference: drawn, question });
  return drawn;
}

/**
 * Draws the photo's maps at every stop of a sweep, the strongest picture first. Cancelled, it keeps what it has.
 * @throws LabError where the method fails.
 */
export async function runSweep(): Promise<void> {
  const signal = sweeps.begin();
  setState({ running: true, mapMs: null });
  const letGo = holdPage();
  try {
    const question = await askedNow(signal);
    if (!question) return;
    const { sweeping: of, contrast, blur } = getState();
    const held = of === 'contrast' ? blur : contrast;
    const looks: AdjustedMap[] = [];
    setState({ sweep: { of, question, held, looks } });
    const reference = await untouched(question, signal);
    const began = performance.now();
    for (const stop of SWEEP_STOPS[of]) {
      const adjustment =
        of === 'contrast' ? { contrast: stop / 100, blur } : { contrast: contrast / 100, blur: stop };
      looks.push(await drawAdjustedMap(question, adjusted(question.image, adjustment), reference, signal));
      setState({
        sweep: { of, question, held, looks: [...looks] },
        mapMs: (performance.now() - began) / looks.length,
      });
    }
  } catch (thrown) {
    if (!isAbort(thrown)) throw thrown;
  } finally {
    letGo();
    if (!signal.aborted) setState({ running: false });
    const { sweep } = getState();
    if (sweep) shelveSweep(sweep);
  }
}

/** Ends the sweep under way; its maps stay. */
export function cancelSweep(): void {
  sweeps.cancel();
  setState({ running: false });
}

/** Keeps the sliders in the address. Returns the function that stops it. */
export function linkLowContrast(): () => void {
  return linkViewSettings(lowContrastStore, CONTRAST_TABLE, {
    read: viewFields(CONTRAST_TABLE),
    apply: (sliders) => {
      setState(({ linked }) => ({ ...sliders, linked: linked + 1 }));
    },
  });
}
