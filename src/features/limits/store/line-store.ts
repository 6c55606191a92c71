import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isAbort } from '../../../core/records/abort';
import { createStore } from 'zustand/vanilla';
import { rivalOf } from '../../../core/statistics/answers';
import { LabError } from '../../../core/records/lab-error';
import {
  type LineDirection,
  isFade,
  lineChange,
  lineDirection,
  lineSteps,
  partingPoint,
  pictureAt,
} from '../../../core/pictures/straight-line';
import { lab } from '../../../page/lab';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewDefaults, viewFields } from '../../../page/settings/view-tables';
import { sameRequest } from '../../../page/request/same-request';
import { drawMap } from '../../../page/run/draw-map';
import { createLatest, pause } from '../../../core/records/latest';
import { type LineControls, LINE_TABLE } from './limit-params';
import { LINE_POINTS } from './line-points';
import { askedNow, gradientRequest, type Question } from './question';
import { shelveLine } from './shelve-limits';
import { phrase } from '../../../words/say';

/** One picture on the line. */
export interface LinePoint {
  readonly image: PixelImage;
  /** Length in z-score space, or a share for fades. */
  readonly t: number;
  /** How far the picture is from the photo in truth, after rounding and clipping: L2 norm in z-score space. */
  readonly length: number;
  /** The same as a root mean square, in grey levels of 255. */
  readonly rms: number;
  /** The class's logit, from a forward pass. */
  readonly score: number;
  /** `s(x) + g . (x' - x)`. */
  readonly predicted: number;
  readonly probability: number;
  /** The strongest other class, and its probability. */
  readonly rival: { readonly name: string; readonly probability: number } | null;
}

/** A line as far as it was followed. */
export interface FollowedLine {
  readonly question: Question;
  readonly direction: LineDirection;
  readonly largest: number;
  readonly points: readonly LinePoint[];
  /** Place of the first point where curve and straight line have parted; null where they have not. */
  readonly parted: number | null;
}

interface LineState extends LineControls {
  readonly line: FollowedLine | null;
  /** The point looked at. */
  readonly place: number;
  readonly running: boolean;
  /** Milliseconds a point takes; null until one is done. */
  readonly pointMs: number | null;
}

export const lineStore = createStore<LineState>(() => ({
  ...viewDefaults(LINE_TABLE),
  line: null,
  place: 0,
  running: false,
  pointMs: null,
}));

const { getState, setState } = lineStore;
const latest = createLatest();

/** A line that was followed within this time is followed anew by itself when a control moves. */
const QUICK_MS = 4000;
const REST_MS = 120;

/** Moves a control; a line under way is ended, and a quick one is followed anew. */
export async function setLine(patch: Partial<LineControls>): Promise<void> {
  const { line, pointMs } = getState();
  setState(patch);
  if (line && pointMs !== null && pointMs * LINE_POINTS < QUICK_MS) await followLine(REST_MS);
  else cancelLine();
}

export function lookAt(place: number): void {
  setState({ place });
}

/** How far the line is to be followed, in its own t. */
export function largestOf({ direction, step, fade }: LineControls): number {
  return isFade(direction) ? fade / 100 : step;
}

/**
 * Takes the gradient at the photo once, then follows the line point by point, comparing the true score of each picture's
 * very bytes with the straight line. Cancelled, it keeps what it has, which `goOn` takes up.
 * @throws LabError `zero-gradient` where nothing moves the score, and where the engine fails.
 */
export async function followLine(
  restMs = 0,
  { goOn = false }: { readonly goOn?: boolean } = {},
): Promise<void> {
  const signal = latest.begin();
  setState({ running: true });
  try {
    if (restMs > 0) await pause(restMs, signal);
    const question = await askedNow(signal);
    if (!question) return;
    const gradient = await gradientAt(question, signal);
    const { direction } = getState();
    const largest = largestOf(getState());
    const { image, seed } = question;
    const way = lineDirection(direction, { ...image, gradient, seed });
    const points = goOn ? [...madeOf(question, direction, largest)] : [];
    const had = points.length;
    const began = performance.now();
    for (const t of lineSteps(largest, LINE_POINTS).slice(had)) {
      const data = pictureAt(image.data, way, t);
      const change = lineChange(image.data, data, gradient);
      const seen = await scoreOf(question, { ...image, data }, signal);
      const start = points[0]?.score ?? seen.score;
      points.push({
        ...seen,
        t,
        length: change.length,
        rms: change.rms,
        predicted: start + change.predicted,
      });
      const parted = partingPoint(points);
      setState(({ place }) => ({
        line: { question, direction, largest, points: [...points], parted },
        place: Math.min(place, points.length - 1),
        pointMs: (performance.now() - began) / (points.length - had),
      }));
    }
    setState({ place: partingPoint(points) ?? points.length - 1 });
    const { line } = getState();
    if (line) shelveLine(line);
  } catch (thrown) {
    if (!isAbort(thrown)) throw thrown;
  } finally {
    if (!signal.aborted) setState({ running: false });
  }
}

/** The points there are of the line that would be followed now. */
function madeOf(question: Question, direction: LineDirection, largest: number): readonly LinePoint[] {
  const { line } = getState();
  const isSame =
    line?.direction === direction && line.largest === largest && sameRequest(line.question, question);
  return isSame ? line.points : [];
}

/** Ends the line under way; its points stay. */
export function cancelLine(): void {
  const { running, line } = getState();
  latest.cancel();
  setState({ running: false });
  if (running && line && line.points.length > 1) shelveLine(line);
}

/** The gradient of the class's logit at the photo, in z-score space, `H * W * 3`. */
async function gradientAt(question: Question, signal: AbortSignal): Promise<Float32Array> {
  const { raw } = await drawMap(gradientRequest(question), { signal });
  if (raw?.some((value) => value !== 0)) return raw;
  throw new LabError(
    'zero-gradient',
    phrase(
      'The gradient is zero everywhere: no pixel moves this class’s score, so the straight line is flat.',
    ),
    phrase('Choose another class to explain.'),
  );
}

async function scoreOf(
  { network, target }: Question,
  image: PixelImage,
  signal: AbortSignal,
): Promise<Pick<LinePoint, 'image' | 'score' | 'probability' | 'rival'>> {
  const { kind, logits, probabilities, top } = await lab().classify(network, image, signal);
  const strongest = rivalOf(logits, target, kind);
  const rival = top.find(({ index }) => index === strongest) ?? null;
  return {
    image,
    score: logits[target] ?? 0,
    probability: probabilities[target] ?? 0,
    rival: rival && { name: rival.name, probability: rival.probability },
  };
}

/** Keeps the line's controls in the address. Returns the function that stops it. */
export function linkLine(): () => void {
  return linkViewSettings(lineStore, LINE_TABLE, {
    read: viewFields(LINE_TABLE),
    apply: (controls) => setState(controls),
  });
}
