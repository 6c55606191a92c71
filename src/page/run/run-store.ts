import type { PixelImage } from '../../core/pictures/pixel-image';
import { createStore } from 'zustand/vanilla';
import { createFrameChannel, type FrameChannel } from '../../canvas/frame-channel';
import type { Frame } from '../../core/records/frame';
import { lastParams, type Recipe } from '../../core/records/recipe';
import type { LabErrorData } from '../../core/records/lab-error';
import { createLatest, type Latest } from '../../core/records/latest';
import {
  type FirstReading,
  historyUpTo,
  type LivePoint,
  type RunHistory,
} from '../../core/records/run-history';
import type { RunHandle } from '../../engine/page/lab-client';
import type { RunRequest, RunResult } from '../../engine/protocol/protocol';
import type { Exercise, ParamValues } from '../../methods/catalog/params';
import { standingsOf } from './class-standing';
import { createRunStandings, type RunStandings } from './run-standings';

export type RunPhase = 'idle' | 'running' | 'paused' | 'done' | 'stopped' | 'cancelled' | 'failed';

/** What one exercise shows: its last run, under way or kept. */
export interface RunView {
  readonly phase: RunPhase;
  readonly step: number;
  readonly steps: number;
  /** Milliseconds a step takes lately; null until two frames have come. */
  readonly stepMs: number | null;
  readonly scalars: Readonly<Record<string, number>>;
  /** The picture the run started from, as the network saw it. */
  readonly input: PixelImage | null;
  readonly target: number | null;
  /** What the network read in the photo as the run began; null for a run that began from noise. */
  readonly read: FirstReading | null;
  readonly result: RunResult | null;
  /** What makes the picture on screen again, while the run is under way too. */
  readonly recipe: Recipe | null;
  readonly error: LabErrorData | null;
  /** Aborts once another run takes this one's place, so that a picture of a run before is not taken for the next one's. */
  readonly signal: AbortSignal;
}

export const EMPTY_RUN: Omit<RunView, 'signal'> = {
  phase: 'idle',
  step: 0,
  steps: 0,
  stepMs: null,
  scalars: {},
  input: null,
  target: null,
  read: null,
  result: null,
  recipe: null,
  error: null,
};

/** The parameters that made what is on screen; null where nothing is. */
export function actingParams({ recipe }: Pick<RunView, 'recipe'>): ParamValues | null {
  return recipe && lastParams(recipe);
}

export interface RunState {
  readonly saliency: RunView;
  readonly fooling: RunView;
  readonly visualization: RunView;
  /** The exercise whose run is under way, if any. */
  readonly active: Exercise | null;
}

/** Of an exercise's runs, the latest alone is shown. */
const runs: Readonly<Record<Exercise, Latest>> = {
  saliency: createLatest(),
  fooling: createLatest(),
  visualization: createLatest(),
};

const emptyRun = (exercise: Exercise): RunView => ({ ...EMPTY_RUN, signal: runs[exercise].begin() });

export const runStore = createStore<RunState>(() => ({
  saliency: emptyRun('saliency'),
  fooling: emptyRun('fooling'),
  visualization: emptyRun('visualization'),
  active: null,
}));

/** Latest frames by exercise, outside React. */
export const channels: Readonly<Record<Exercise, FrameChannel>> = {
  saliency: createFrameChannel(),
  fooling: createFrameChannel(),
  visualization: createFrameChannel(),
};

/** Points of the live curve by exercise, outside React; the array is appended to in place. */
export const curves: Record<Exercise, LivePoint[]> = { saliency: [], fooling: [], visualization: [] };

/** Where the run on screen has stood, so that it can be gone back to. */
export const standings: Readonly<Record<Exercise, RunStandings>> = {
  saliency: createRunStandings(),
  fooling: createRunStandings(),
  visualization: createRunStandings(),
};

/** The pictures that the run on screen took beside its photo, which its recipe does not hold. */
export const takenBeside: Record<Exercise, Pick<RunRequest, 'others' | 'start'>> = {
  saliency: {},
  fooling: {},
  visualization: {},
};

export function patchRun(exercise: Exercise, patch: Partial<Omit<RunView, 'signal'>>): void {
  runStore.setState((state) => ({ [exercise]: { ...state[exercise], ...patch } }));
}

/** Shows the beginning of another run, or of none, in the place of an exercise's run before; its signal. */
export function beginRun(exercise: Exercise, view: Partial<Omit<RunView, 'signal'>> = {}): AbortSignal {
  channels[exercise].reset();
  curves[exercise] = [];
  standings[exercise].clear();
  const run = { ...emptyRun(exercise), ...view };
  runStore.setState({ [exercise]: run });
  return run.signal;
}

/** Shows an exercise's run that has ended as one that is under way again; its signal. */
export function goOnWithRun(exercise: Exercise): AbortSignal {
  const signal = runs[exercise].begin();
  const run = {
    ...runStore.getState()[exercise],
    phase: 'running' as const,
    result: null,
    error: null,
    signal,
  };
  runStore.setState({ [exercise]: run });
  return signal;
}

/** Takes a frame of the run under way: to the canvases at once, to React as numbers. */
export function acceptFrame(
  exercise: Exercise,
  frame: Frame,
  stepTime: (step: number) => number | null,
): void {
  channels[exercise].push(frame);
  const { logit, probability, rivalProbability } = frame.scalars;
  const { recipe, read, target } = runStore.getState()[exercise];
  const now = read && target !== null && frame.logits ? standingsOf(frame.logits, target, read) : null;
  curves[exercise] = roomFor(frame.step, curves[exercise]);
  curves[exercise].push({
    step: frame.step,
    logit: logit ?? Number.NaN,
    probability: probability ?? Number.NaN,
    rivalProbability: (now ? now.rival?.probability : rivalProbability) ?? Number.NaN,
    beforeProbability: now?.before?.probability ?? Number.NaN,
    length: frame.scalars['l2'] ?? Number.NaN,
  });
  patchRun(exercise, {
    step: frame.step,
    steps: frame.steps,
    scalars: frame.scalars,
    stepMs: stepTime(frame.step),
    ...(recipe && frame.changes ? { recipe: { ...recipe, changes: [...frame.changes] } } : {}),
  });
}

/** What an exercise's run has shown so far. */
export function historyOf(exercise: Exercise): RunHistory {
  const { read } = runStore.getState()[exercise];
  return { read, points: [...curves[exercise]], film: channels[exercise].film() };
}

/** Shows again what an exercise's run, which is gone on with at a step, has shown before. */
export function restoreHistory(exercise: Exercise, history: RunHistory, step: number): void {
  const { points, film } = historyUpTo(history, step);
  curves[exercise] = [...points];
  channels[exercise].restore(film);
}

/** More points than any screen has columns. */
const MOST_POINTS = 4000;

/** A curve to which the point of a step is added: a run that went back has another way from there, and a long one fewer points. */
function roomFor(step: number, points: LivePoint[]): LivePoint[] {
  const last = points.at(-1);
  const before = last && last.step >= step ? points.filter((point) => point.step < step) : points;
  return before.length < MOST_POINTS ? before : before.filter((_, i) => i % 2 === 0);
}

/** The handles of the runs that have not ended: the one under way, and those parked while it is. */
export const handles = new Map<Exercise, RunHandle>();

/** Whether an exercise's run stands aside, to be gone on with. */
export function isParked({ active, ...runs }: RunState, exercise: Exercise): boolean {
  return active !== exercise && runs[exercise].phase === 'paused';
}
