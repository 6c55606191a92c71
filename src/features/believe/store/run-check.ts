import { isAbort } from '../../../core/records/abort';
import { createLatest } from '../../../core/records/latest';
import { asLabError } from '../../../page/as-lab-error';
import { holdPage } from '../../../page/visit/leaving';
import { lab } from '../../../page/lab';
import { networkStore } from '../../../page/network/network-store';
import { isLargeNetwork, isOnePass } from '../../../page/run/map-cost';
import { drawMap } from '../../../page/run/draw-map';
import { classifyPhoto } from '../../../page/network/classification-store';
import { compareAll } from './agreement';
import { type CheckTools, drawSubject } from './check-tools';
import { type CheckSection, SECTIONS } from './check-params';
import { type Cascade, checksStore, type Made } from './checks-store';
import { compareMethods, tableMaps } from './compare-methods';
import { deleteAndInsert } from './delete-insert';
import { cascadeDepths, drawOriginal, drawPoint, fillCascade } from './randomise';
import { shelveCheck } from './shelve-check';
import { addSmallNoise } from './small-noise';
import { presentSubject, requireSubject, sameSubject, type Subject } from './subject';

const works = createLatest();
const slides = createLatest();
/** Whether the work under way is one that nobody asked for. */
let unasked = false;

/** Ends the work under way; what is made stays. */
export function cancelCheck(): void {
  works.cancel();
  checksStore.setState({ work: null });
}

/** Does a section's work, ending any other first. */
async function perform(
  section: CheckSection,
  job: (subject: Subject, tools: CheckTools) => Promise<void>,
  byItself = false,
): Promise<boolean> {
  const signal = works.begin();
  unasked = byItself;
  const letGo = byItself ? null : holdPage();
  const startedAt = performance.now();
  const progress = (done: number, total: number): void => {
    if (signal.aborted) return;
    const leftMs = done > 0 ? ((performance.now() - startedAt) / done) * (total - done) : null;
    checksStore.setState({ work: { section, done, total, leftMs } });
  };
  checksStore.setState(({ errors }) => ({
    errors: { ...errors, [section]: null },
    work: { section, done: 0, total: 0, leftMs: null },
  }));
  try {
    await classifyPhoto();
    const classify: CheckTools['classify'] = (network, image) => lab().classify(network, image, signal);
    await job(requireSubject(), { drawMap, classify, signal, progress });
    return true;
  } catch (thrown) {
    if (!isAbort(thrown) && !signal.aborted) {
      checksStore.setState((state) => ({ errors: { ...state.errors, [section]: asLabError(thrown) } }));
    }
    return false;
  } finally {
    letGo?.();
    if (!signal.aborted) checksStore.setState({ work: null });
  }
}

/** The cascade of a subject: the one there is, or a new one with its original drawn. */
async function cascadeOf(subject: Subject, tools: CheckTools): Promise<Made<Cascade>> {
  const { cascade } = checksStore.getState();
  if (cascade && sameSubject(cascade.subject, subject)) return cascade;
  const original = await drawOriginal(subject, tools);
  const made: Made<Cascade> = { subject, result: { original, points: new Map() } };
  checksStore.setState({ cascade: made });
  return made;
}

function addPoint(subject: Subject, point: Awaited<ReturnType<typeof drawPoint>>): void {
  const { cascade } = checksStore.getState();
  if (!cascade || !sameSubject(cascade.subject, subject)) return;
  const points = new Map(cascade.result.points).set(point.layers, point);
  checksStore.setState({ cascade: { subject: cascade.subject, result: { ...cascade.result, points } } });
}

/**
 * Draws what the slider shows of a subject that is new to the check, where that takes a moment only. What somebody asked for
 * stays.
 */
export async function drawFirst(): Promise<void> {
  const { cascade, work, layers } = checksStore.getState();
  const subject = presentSubject();
  const parameters = networkStore.getState().info?.parameters ?? Infinity;
  if (!subject || isLargeNetwork(parameters) || !isOnePass(subject.method)) return;
  if (cascade && (cascade.result.points.size > 1 || sameSubject(cascade.subject, subject))) return;
  if (work && !unasked) return;
  await drawDepth(layers, true);
}

/** Draws the map with so many layers redrawn. */
async function drawDepth(layers: number, byItself = false): Promise<void> {
  const draw = async (present: Subject, tools: CheckTools): Promise<void> => {
    const { result } = await cascadeOf(present, tools);
    addPoint(present, await drawPoint(present, result.original, layers, tools));
  };
  await perform('randomise', draw, byItself);
}

/** A slider that is dragged rests this long before its map is drawn. */
const SLIDER_REST_MS = 150;

/** Moves the slider and draws that depth, unless it is there already. A later move ends the drawing of an earlier one. */
export async function redrawLayers(layers: number): Promise<void> {
  const signal = slides.begin();
  checksStore.setState({ layers });
  await new Promise((resolve) => setTimeout(resolve, SLIDER_REST_MS));
  if (signal.aborted) return;
  const { cascade, work } = checksStore.getState();
  const subject = presentSubject();
  if (!subject) return;
  const same = sameSubject(cascade?.subject ?? null, subject);
  // The whole cascade comes by every depth.
  const coming = work?.section === 'randomise' && work.total > 0;
  if (same && (coming || cascade?.result.points.has(layers))) return;
  await drawDepth(layers);
}

const JOBS: Readonly<Record<CheckSection, (subject: Subject, tools: CheckTools) => Promise<void>>> = {
  async randomise(subject, tools) {
    const { result } = await cascadeOf(subject, tools);
    const depths = cascadeDepths(subject.layers.length);
    const missing = depths.filter((layers) => !result.points.has(layers)).length;
    const total = missing + tableMaps(subject);
    // One progress for both parts: the table's maps come after the cascade's.
    let before = 0;
    const both = {
      ...tools,
      progress: (done: number) => {
        tools.progress(before + done, total);
      },
    };
    await fillCascade(subject, result.original, result.points, both, (point) => addPoint(subject, point));
    before = missing;
    checksStore.setState({ methods: { subject, result: await compareMethods(subject, both) } });
  },

  async delete(subject, tools) {
    const map = await drawSubject(subject, tools);
    await deleteAndInsert(
      { image: subject.image, map: map.values, seed: subject.seed },
      {
        ...tools,
        probability: async (image) =>
          (await tools.classify(subject.network, image)).probabilities[subject.target] ?? 0,
        onResult: (result) => checksStore.setState({ faithfulness: { subject, result } }),
      },
    );
  },

  async noise(subject, tools) {
    const { deviation } = checksStore.getState();
    await addSmallNoise(subject, deviation, tools, (result) =>
      checksStore.setState({ noise: { subject, result } }),
    );
  },

  async agreement(subject, tools) {
    const { compared } = checksStore.getState();
    await compareAll(subject, compared, tools, (result) =>
      checksStore.setState({ agreement: { subject, result } }),
    );
  },
};

/** Runs one section's check. Returns whether it came to its end. */
export async function runCheck(section: CheckSection): Promise<boolean> {
  const subject = presentSubject();
  const whole = await perform(section, JOBS[section]);
  const failed = checksStore.getState().errors[section];
  if (subject && !failed) {
    const how = whole ? 'done' : 'cancelled';
    checksStore.setState(({ ended }) => ({ ended: { ...ended, [section]: { subject, how } } }));
    shelveCheck(section, subject, whole);
  }
  return whole;
}

/** Runs all four, one after the other, as long as nobody ends them. */
export async function runAllChecks(): Promise<void> {
  for (const section of SECTIONS) if (!(await runCheck(section))) return;
}
