import type { Frame } from '../../../core/records/frame';
import { LabError } from '../../../core/records/lab-error';
import { sameClass } from '../../../core/records/same-class';
import { createRandom } from '../../../core/random/seeded-random';
import type { Method } from '../../../methods/method';
import type { ParamValues } from '../../../methods/catalog/params';
import type { Network } from '../../../networks/executor/network';
import { imageTensor, logitsOf, resolveTarget } from '../networks/classify';
import { createFrameCopy } from './frame-copy';
import type { FrameGate } from './frame-gate';
import type { PicturesAtOnce } from './pictures-at-once';
import type { BackendInfo, LastFrame, NetworkInfo, RunRequest, RunResult } from '../../protocol/protocol';
import { RunCancelled, type RunControl } from './run-control';
import { recipeOf } from '../../protocol/recipe-of-run';
import { assembleResult } from './run-result';
import type { StandingKeeper } from './standing-keeper';
import { phrase, sayWords } from '../../../words/say';

/** Everything one run needs. */
export interface RunJob {
  readonly request: RunRequest;
  readonly method: Method<ParamValues>;
  readonly network: Network;
  /** The request's second network. */
  readonly beside?: Network | null;
  readonly info: NetworkInfo;
  readonly backend: Pick<BackendInfo, 'id' | 'floatBits'>;
  readonly control: RunControl;
  readonly gate: FrameGate;
  readonly keeper?: StandingKeeper | undefined;
  readonly now: () => number;
  readonly picturesAtOnce: PicturesAtOnce;
  /** The promise, or a rejection as soon as the device is lost: a readback from a lost GPU never settles. */
  readonly unlessLost: <T>(promise: Promise<T>) => Promise<T>;
}

/** In half precision small gradients round to zero: objectives are scaled up by this much before going back. */
const HALF_PRECISION_SCALE = 4096;

/**
 * Runs a method to its end and returns its result, and the result as the frame that it ends on. Throws RunCancelled where the
 * run was cancelled and a LabError where it failed; every tensor made on the way is freed whichever way it ends.
 */
export async function runMethod(job: RunJob): Promise<{ result: RunResult; last: LastFrame }> {
  const { request, method, network, info, control, unlessLost, now } = job;
  if (method.needsPicture(request.params) && !request.image) {
    throw new LabError(
      'bad-parameter',
      phrase('“{title}” needs a picture, and none was given.', { title: method.title }),
      phrase('Drop a photo on the page, or choose a sample.'),
    );
  }
  const startedAt = now();
  const picked =
    request.image && typeof request.target === 'string'
      ? await unlessLost(logitsOf(network, request.image))
      : null;
  const target = resolveTarget(request.target, network.graph, picked);
  const { firstPixels, last } = await drive(job, target);
  const totalMs = now() - startedAt - control.pausedMs;
  const image = last.pixels ? { ...last, data: last.pixels } : request.image;
  const logits = last.logits ?? (image ? await unlessLost(logitsOf(network, image)) : null);
  if (!logits) throw noResult(sayWords(method.title));
  const result = assembleResult({
    request,
    needsPicture: method.needsPicture(request.params),
    network: info,
    backend: job.backend.id,
    target,
    firstPixels,
    last,
    logits,
    changes: [...control.changes],
    stopped: control.stopping,
    totalMs,
  });
  return { result, last: { frame: last, order: job.gate.offered } };
}

async function drive(job: RunJob, target: number) {
  const { request, method, network, backend, control, gate, unlessLost } = job;
  const x = request.image ? imageTensor(network.graph, request.image) : null;
  const beside = job.beside && { network: job.beside, target: targetBeside(job, target) };
  const others = (request.others ?? []).map(({ image }) => imageTensor(network.graph, image));
  const frames = method.run(network, x, {
    target,
    others,
    ...(beside ? { beside } : {}),
    start: request.start?.data,
    random: createRandom(request.seed),
    gradientScale: backend.floatBits === 16 ? HALF_PRECISION_SCALE : 1,
    params: () => control.params(),
    checkpoint: (steps, stand) => control.checkpoint(steps, stand),
    catchUp: (steps) => control.catchUp(steps),
    leave: (steps, stand) => control.leave(steps, stand),
    from: request.from?.state,
    turn: () => control.turn(),
    stopAfter: request.stopAfter,
    atOnce: (asked, work) => (asked > 0 ? Promise.resolve(asked) : job.picturesAtOnce(network, work)),
    wantsFrame: (step, steps) => control.wantsFrame(step, steps),
  });
  let firstPixels = request.from?.first;
  let last: Frame | null = null;
  const copy = createFrameCopy();
  try {
    for (;;) {
      const next = await unlessLost(frames.next());
      // An explicit stride shows every frame that it asks for: this one waits until that before has been looked at, while
      // which it was computed.
      if (control.frameEvery > 0) await Promise.race([gate.settled(), control.whenCancelled]);
      if (control.cancelled) {
        await frames.return();
        throw new RunCancelled('The run was cancelled.');
      }
      if (next.done) break;
      const { changes } = control;
      const frame = changes.length > 0 ? { ...next.value, changes: [...changes] } : next.value;
      if (last === null) {
        firstPixels ??= frame.pixels?.slice();
        job.keeper?.began(recipeOf(request, job.info, target, backend.id), firstPixels);
      }
      last = copy.of(frame);
      gate.offer(frame);
    }
  } finally {
    x?.dispose();
    for (const other of others) other.dispose();
  }
  if (!last) throw noResult(sayWords(method.title));
  return { firstPixels, last };
}

/** Index of the run's class on its second network. Throws `bad-parameter` where the two cannot be fooled together. */
function targetBeside({ method, network, beside }: RunJob, target: number): number {
  if (method.exercise !== 'fooling' || !method.takesBeside)
    throw new LabError(
      'bad-parameter',
      phrase('“{title}” cannot fool a second network as well.', { title: method.title }),
      phrase('Choose an attack by gradients, such as PGD, or one network alone.'),
    );
  const label = network.graph.classes[target];
  const there = label && beside ? sameClass(beside.graph.classes, label) : null;
  if (there === null || beside?.graph.id === network.graph.id)
    throw new LabError(
      'bad-parameter',
      there === null
        ? phrase('{title} has no class “{name}”, so both cannot be fooled by it.', {
            title: beside?.graph.title ?? phrase('The second network'),
            name: label?.name ?? target,
          })
        : phrase('{title} cannot be its own second network.', { title: network.graph.title }),
      phrase('Choose another class, or another second network.'),
    );
  return there;
}

function noResult(title: string): LabError {
  return new LabError(
    'engine-stopped',
    phrase('“{title}” ended without showing anything.', { title }),
    phrase('Run it again.'),
  );
}
