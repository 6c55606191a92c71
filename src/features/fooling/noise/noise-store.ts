import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../../core/records/abort';
import { createLatest, pause } from '../../../core/records/latest';
import { lab } from '../../../page/lab';
import { networkStore } from '../../../page/network/network-store';
import { imageStore } from '../../../page/photo/image-store';
import { settingsStore } from '../../../page/settings/settings-store';
import { fitBitmap } from '../../../photo/picture-fit';
import {
  type NoiseDraw,
  type NoisePoint,
  noisePoint,
  type NoiseQuestion,
  type NoiseSubject,
  STRENGTHS,
} from './noise-sweep';

/** How one network stands the noise. */
export interface NoiseLine {
  readonly id: string;
  readonly title: string;
  /** Name of the class that it reads without noise. */
  readonly before: string;
  /** As far as it has been sampled, in order of strength. */
  readonly points: readonly NoisePoint[];
  /** At the strength that is chosen; null until it is known. */
  readonly now: (NoisePoint & { readonly name: string }) | null;
}

export const noiseStore = createStore<{ readonly lines: readonly NoiseLine[] }>(() => ({ lines: [] }));
const { getState, setState } = noiseStore;

/** Of a slider that is dragged, only where it rests for so long is asked about. */
const REST_MS = 80;
const latest = createLatest();
/** The photo and the draw that the lines are of. */
let known: {
  readonly key: string;
  readonly photo: unknown;
  readonly subjects: readonly NoiseSubject[];
} | null = null;

/**
 * Asks the bundled networks about the photo under one draw of noise, first at the strength that is chosen and then along the
 * curve, as far as it is not known yet. What was asked before is given up. Rejects with a LabError where a network fails.
 */
export async function followNoise(draw: NoiseDraw, strength: number): Promise<void> {
  const signal = latest.begin();
  try {
    await pause(REST_MS, signal);
    const subjects = await subjectsOf(draw, signal);
    for (const subject of subjects) {
      const { read: before } = pointsOf(subject)[0] ?? (await sample(subject, { draw, strength: 0 }, signal));
      const now = await noisePoint(subject, { draw, strength, before }, signal);
      patch(subject, { before: nameOf(subject, before), now: { ...now, name: nameOf(subject, now.read) } });
    }
    for (const at of STRENGTHS)
      for (const subject of subjects) {
        const points = pointsOf(subject);
        if (points.some((point) => point.strength === at)) continue;
        await sample(subject, { draw, strength: at, before: points[0]?.read }, signal);
      }
  } catch (thrown) {
    if (!isAbort(thrown)) throw thrown;
  }
}

/** Asks no more; what is known stays. */
export function leaveNoise(): void {
  latest.cancel();
}

/** The bundled networks, each with the photo at its size; the lines are begun anew for another photo or another draw. */
async function subjectsOf(draw: NoiseDraw, signal: AbortSignal): Promise<readonly NoiseSubject[]> {
  const { photo, fittedAs } = imageStore.getState();
  if (!photo) return [];
  const rows = networkStore.getState().rows.filter(({ bundled }) => bundled);
  const fit = fittedAs ?? settingsStore.getState().fit;
  const key = JSON.stringify([draw, fit, rows.map(({ id }) => id)]);
  if (known?.key === key && known.photo === photo) return known.subjects;
  const subjects: NoiseSubject[] = [];
  for (const { id } of rows) {
    const info = await lab().load({ id }, { signal });
    const image = await fitBitmap(photo.bitmap, info.size, fit);
    signal.throwIfAborted();
    const classify: NoiseSubject['classify'] = (picture, until) => lab().classify(id, picture, until);
    subjects.push({ info, photo: image, classify });
  }
  known = { key, photo, subjects };
  const lines = subjects.map(({ info: { id, title } }) => ({ id, title, before: '', points: [], now: null }));
  setState({ lines });
  return subjects;
}

/** Asks at one more strength, and keeps the answer for the curve. */
async function sample(
  subject: NoiseSubject,
  question: NoiseQuestion,
  signal: AbortSignal,
): Promise<NoisePoint> {
  const point = await noisePoint(subject, question, signal);
  patch(subject, { points: [...pointsOf(subject), point] });
  return point;
}

const pointsOf = ({ info }: NoiseSubject): readonly NoisePoint[] =>
  getState().lines.find(({ id }) => id === info.id)?.points ?? [];

const nameOf = ({ info }: NoiseSubject, index: number): string =>
  info.classes[index]?.name ?? `class ${index}`;

function patch({ info }: NoiseSubject, change: Partial<NoiseLine>): void {
  setState(({ lines }) => ({
    lines: lines.map((line) => (line.id === info.id ? { ...line, ...change } : line)),
  }));
}
