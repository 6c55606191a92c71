import type { PixelImage } from '../../core/pictures/pixel-image';
import * as tf from '@tensorflow/tfjs-core';
import type { Method } from '../../methods/method';
import type { ParamValues } from '../../methods/catalog/params';
import type { ImportedNetwork } from '../../networks/graph/graph';
import { fallbacksOf } from '../../networks/kernels/kernel-fallbacks';
import type { Preprocessing } from '../../core/records/preprocessings';
import { describeLogits } from '../protocol/describe-logits';
import { logitsOf } from './networks/classify';
import { toLabErrorData } from '../protocol/errors';
import { createFrameGate, type FrameSink } from './run/frame-gate';
import type { NetworkOutline } from './networks/measuring-network';
import { createLoadedNetworks, type NetworkLoadOptions } from './networks/loaded-networks';
import type { BackendInfo, Classification, NetworkInfo, RunOutcome, RunRequest } from '../protocol/protocol';
import type { RunCommand } from '../protocol/run-command';
import type { EngineMemory } from '../protocol/engine-memory';
import type { LayerThumbnails } from '../protocol/layer-thumbnails';
import { createRunControl, RunCancelled, type RunControl } from './run/run-control';
import { createPicturesAtOnce } from './run/pictures-at-once';
import { runMethod } from './run/run-method';
import { createStandingKeeper, type StandingSink } from './run/standing-keeper';
import { manyReadings, thumbnails, tuning } from './late-parts';
import { createRunTurns, goesOn } from '../protocol/run-turns';
import type { TunedNetwork, TuneRequest, TuningProgress } from '../protocol/tuning';

/** What the engine takes from where it runs: a worker, the page, or a test. */
export interface EngineEnvironment {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Resolves in a later task. */
  readonly nextTask: () => Promise<void>;
  /** Resolves when the device has caught up enough for another step. */
  readonly waitForGpu: () => Promise<void>;
  /** Rejects with a LabError when the device is lost; otherwise never settles. */
  readonly lost: Promise<never>;
  backend(): Pick<BackendInfo, 'id' | 'floatBits'>;
  /** Throws `bad-parameter` for an unknown id, `download-failed` where its code cannot be fetched. */
  methodById(id: string): Method<ParamValues> | Promise<Method<ParamValues>>;
}

/** Loaded networks and at most one run, on the current TF.js backend. Knows no DOM and no worker. */
export interface Engine {
  load(imported: ImportedNetwork, hash: string, options?: NetworkLoadOptions): Promise<NetworkInfo>;
  /** What a loaded network's speed depends on. Throws `network-unknown`. */
  outline(network: string): NetworkOutline;
  classify(network: string, image: PixelImage): Promise<Classification>;
  /** What a loaded network reads in a picture whose pixels are prepared in several ways. Rejects as `classify`. */
  readings(
    network: string,
    image: PixelImage,
    preprocessings: readonly Preprocessing[],
  ): Promise<readonly Classification[]>;
  /** What a loaded network's layers make of a picture, in small. Rejects as `layerThumbnails`. */
  thumbnails(network: string, image: PixelImage, layer: number | null): Promise<readonly LayerThumbnails[]>;
  /** Trains a loaded network's last layer. Rejects as `tuneClassifier`. */
  tune(
    request: TuneRequest,
    onProgress: (progress: TuningProgress) => void,
    signal: AbortSignal,
  ): Promise<TunedNetwork>;
  /** Ends the run under way, waits for its end, then runs. Never rejects. */
  readonly run: (
    id: number,
    request: RunRequest,
    sink: FrameSink,
    keep?: StandingSink,
  ) => Promise<RunOutcome>;
  /**
   * Steers a run; a command for a run that is over is dropped. A parked run holds what it has while others compute, and takes
   * its turn again when it is resumed, stepped or stopped. Resolves once the command has been taken; `park`, once the run
   * stands aside or has ended.
   */
  readonly command: (id: number, command: RunCommand) => Promise<void>;
  /** Ends the run under way, takes the networks off the backend, lets `change` replace it, and puts the network in use back. */
  changeBackend<T>(change: () => Promise<T>): Promise<T>;
  memory(): EngineMemory;
  /** Ends the run under way and frees the networks' tensors. */
  close(): void;
}

interface ActiveRun {
  readonly id: number;
  readonly control: RunControl;
  readonly ended: Promise<RunOutcome>;
}

export function createEngine(environment: EngineEnvironment): Engine {
  const { now, nextTask, waitForGpu: pace, lost } = environment;
  const loaded = createLoadedNetworks(nextTask);
  const turns = createRunTurns<ActiveRun>();
  /** Settles once no change of backend is under way: until then there is nothing to compute on. */
  let changed: Promise<unknown> = Promise.resolve();
  // A loss that nobody is waiting for at that moment is told by whoever waits next.
  lost.catch(() => undefined);

  const unlessLost = <T>(promise: Promise<T>): Promise<T> => {
    promise.catch(() => undefined);
    return Promise.race([promise, lost]);
  };

  const picturesAtOnce = createPicturesAtOnce({ now, nextTask, unlessLost });

  return {
    async load(imported, hash, options) {
      await changed;
      return unlessLost(loaded.add(imported, hash, options));
    },

    outline: (id) => loaded.outline(id),

    async classify(id, image) {
      await changed;
      const { network, info } = loaded.get(id);
      return describeLogits(await unlessLost(logitsOf(network, image)), info);
    },

    async readings(id, image, preprocessings) {
      await changed;
      const { readings } = await manyReadings();
      return unlessLost(readings(loaded.get(id).network, image, preprocessings));
    },

    async thumbnails(id, image, layer) {
      await changed;
      const { layerThumbnails } = await thumbnails();
      return unlessLost(layerThumbnails(loaded.get(id).network, image, layer));
    },

    async tune(request, onProgress, signal) {
      await changed;
      const { tuneClassifier } = await tuning();
      return tuneClassifier(request, {
        imported: loaded.imported(request.network),
        network: () => loaded.get(request.network).network,
        nextTask,
        unlessLost,
        onProgress,
        signal,
      });
    },

    run(id, request, sink, keep) {
      const gate = createFrameGate(sink);
      let method: Method<ParamValues> | null = null;
      const from = request.from?.state.step;
      const keeper = keep && createStandingKeeper({ now, sink: keep, from: from ?? null });
      const control = createRunControl({
        params: request.params,
        changes: request.changes,
        stopAfter: request.stopAfter,
        from,
        keeper,
        isLive: (key) => method?.params[key]?.live !== false,
        frameEvery: request.frameEvery,
        now,
        nextTask,
        waitForGpu: () => unlessLost(pace()),
        viewerReady: () => gate.idle,
      });
      const cancelled = (): boolean => control.cancelled;
      let keepRedrawn = false;
      let start: (turn: Promise<void>) => void = () => undefined;
      const turn = new Promise<void>((resolve) => (start = resolve));
      const perform = async (): Promise<RunOutcome> => {
        await turn;
        await changed;
        try {
          if (cancelled()) return { kind: 'cancelled' };
          method = await environment.methodById(request.method);
          if (cancelled()) return { kind: 'cancelled' };
          const ended = await runMethod({
            request,
            method,
            ...loaded.forRun(request),
            backend: environment.backend(),
            control,
            gate,
            keeper,
            now,
            unlessLost,
            picturesAtOnce,
          });
          if (cancelled()) return { kind: 'cancelled' };
          keepRedrawn = request.redrawn?.keep === true;
          return { kind: control.stopping ? 'stopped' : 'done', ...ended };
        } catch (thrown) {
          if (thrown instanceof RunCancelled || cancelled()) return { kind: 'cancelled' };
          return { kind: 'failed', error: toLabErrorData(thrown) };
        } finally {
          gate.close();
          if (!keepRedrawn) loaded.dropRedrawn();
        }
      };
      const ended = perform();
      start(turns.take({ id, control, ended }));
      return ended;
    },

    async command(id, command) {
      const run = turns.find(id);
      if (!run) return;
      if (turns.isParked(run) && goesOn(command)) {
        await turns.take(run);
        // Overtaken once more while it waited: it stands where it stood.
        if (turns.isParked(run)) return;
      }
      run.control.command(command);
      if (command.type === 'park') await turns.released(run);
    },

    async changeBackend(change) {
      const before = changed;
      const replace = async () => {
        await before;
        await turns.endAll();
        loaded.clearBackend();
        try {
          return await change();
        } finally {
          await unlessLost(loaded.restore());
        }
      };
      const done = replace();
      changed = done.catch(() => undefined);
      return done;
    },

    memory() {
      const { numTensors, numBytes, ...more } = tf.memory() as tf.MemoryInfo & { numBytesInGPU?: number };
      const { binaryCache } = tf.backend() as unknown as { binaryCache?: object };
      return {
        tensors: numTensors,
        bytes: numBytes,
        gpuBytes: more.numBytesInGPU ?? null,
        shaderPrograms: binaryCache ? Object.keys(binaryCache).length : null,
        kernelFallbacks: fallbacksOf(tf.backend()),
      };
    },

    close() {
      void turns.endAll();
      loaded.clearBackend();
    },
  };
}
