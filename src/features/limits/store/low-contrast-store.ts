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
import { isStageHeld, untilStageFree } from '../../../page/run/held-stage';
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

/** Where the sliders stand. */
export type Look = Pick<SweepControls, 'contrast' | 'blur'>;

export interface LowContrastState extends SweepControls {
  /** The weakened photo, there before its map is. */
  readonly shown: PixelImage | null;
  /** The weakened photo's map. */
  readonly now: AdjustedMap | null;
  /** What the sliders said as it was drawn. */
  readonly nowAt: Look | null;
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
  nowAt: null,
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
    // What is brought back from a card is on its way.
    if (isStageHeld('saliency')) await untilStageFree('saliency');
    signal.throwIfAborted();
    const { fitted } = imageStore.getState();
    if (fitted !== (getState().question?.image ?? null))
      setState({ now: null, reference: null, question: null });
    setState({ shown: fitted && adjusted(fitted, settings()), drawing: fitted !== null });
    if (restMs > 0) await pause(restMs, signal);
    const question = await askedNow(signal);
    if (!question) return;
    const known = getState();
    const isKnown = sameRequest(known.question, question);
    const reference = await untouched(question, signal);
    const { shown, contrast, blur } = getState();
    if (!shown) return;
    if (isKnown && known.now && known.nowAt?.contrast === contrast && known.nowAt.blur === blur) return;
    const plain = contrast === 100 && blur === 0;
    const now = plain ? reference : await drawAdjustedMap(question, shown, reference, signal);
    setState({ now, nowAt: { contrast, blur } });
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

/** The maps there are of the sweep that would be drawn now. */
function madeOf(question: Question, of: Sweeping, held: number): readonly AdjustedMap[] {
  const { sweep } = getState();
  const isSame = sweep?.of === of && sweep.held === held && sameRequest(sweep.question, question);
  return isSame ? sweep.looks : [];
}

/**
 * Draws the photo's maps at every stop of a sweep, the strongest picture first. Cancelled, it keeps what it has, which `goOn` takes up.
 * @throws LabError where the method fails.
 */
export async function runSweep({ goOn = false }: { readonly goOn?: boolean } = {}): Promise<void> {
  const signal = sweeps.begin();
  setState({ running: true, mapMs: null });
  const letGo = holdPage();
  let own: Sweep | null = null;
  try {
    const question = await askedNow(signal);
    if (!question) return;
    const { sweeping: of, contrast, blur } = getState();
    const held = of === 'contrast' ? blur : contrast;
    const looks = goOn ? [...madeOf(question, of, held)] : [];
    const had = looks.length;
    setState({ sweep: { of, question, held, looks: [...looks] } });
    const reference = await untouched(question, signal);
    const began = performance.now();
    for (const stop of SWEEP_STOPS[of].slice(had)) {
      const adjustment =
        of === 'contrast' ? { contrast: stop / 100, blur } : { contrast: contrast / 100, blur: stop };
      looks.push(await drawAdjustedMap(question, adjusted(question.image, adjustment), reference, signal));
      own = { of, question, held, looks: [...looks] };
      // One that is brought back meanwhile stays.
      signal.throwIfAborted();
      setState({
        sweep: own,
        mapMs: (performance.now() - began) / (looks.length - had),
      });
    }
  } catch (thrown) {
    if (!isAbort(thrown)) throw thrown;
  } finally {
    letGo();
    if (!signal.aborted) setState({ running: false });
    const { question, reference, now, nowAt } = getState();
    if (own) shelveSweep(own, sameRequest(question, own.question) ? { reference, now, nowAt } : {});
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
