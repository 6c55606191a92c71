import type { PixelImage } from '../../core/pictures/pixel-image';
import type { LabErrorData } from '../../core/records/lab-error';
import type { Preprocessing } from '../../core/records/preprocessings';
import type { WeightType } from '../../networks/storage/stored-weight';
import type { ZooEntry } from '../../networks/download/zoo';
import type { BackendChoice } from '../worker/backends/backend';
import type { BackendWish } from './backend-wish';
import type { FrameSink } from '../worker/run/frame-gate';
import type { StandingSink } from '../worker/run/standing-keeper';
import type { StepTime } from '../worker/backends/measure-step';
import type { NetworkOutline } from '../worker/networks/measuring-network';
import type {
  BackendId,
  Classification,
  LoadProgress,
  NetworkInfo,
  NetworkInterpretation,
  RunOutcome,
  RunRequest,
} from './protocol';
import type { RunCommand } from './run-command';
import type { EngineMemory } from './engine-memory';
import type { LayerThumbnails } from './layer-thumbnails';
import type { Reply } from './thread-reply';
import type { TunedNetwork, TuneRequest, TuningProgress } from './tuning';

/** Where a network comes from: an address, files, this browser's storage, or its publisher. */
export type LoadSource =
  | { readonly url: string }
  /** `folder` is what the files came in, to call the network by where its own name says nothing. */
  | { readonly files: readonly File[]; readonly folder?: string }
  | { readonly kept: string }
  | { readonly zoo: ZooEntry; readonly weights?: WeightType };

/** A load with its address resolved: workers have another base URL than the page. */
export interface LoadOrder extends NetworkInterpretation {
  readonly source: LoadSource;
  /** The id to take; absent for a network that brings its own. */
  readonly id?: string;
  /** Ids it may not take by itself: those the page already lists. */
  readonly reserved?: readonly string[];
}

export interface StartReport extends BackendChoice {
  /** True where this thread has no WebGL 2 to offer, though the page itself might. */
  readonly webglMissing: boolean;
}

/** What an engine is asked before it is the page's own, by who ends it where it does not answer. */
interface StartOrders {
  start(wish: BackendWish, onMeasuring: () => void): Promise<Reply<StartReport>>;
  /**
   * Times a gradient step, with the small network where no outline is given; null where the backend does not work. For an
   * engine that is started for this alone: it has no other use afterwards.
   */
  measure(id: BackendId, outline: NetworkOutline | null, deadlineMs: number): Promise<Reply<StepTime | null>>;
}

/** What the page's engine is asked to do, each with a deadline (`ORDER_DEADLINES`) once nobody waits for it any more. */
export interface EngineOrders {
  backend(wish: BackendWish, onMeasuring: () => void): Promise<Reply<BackendChoice>>;
  /** `key` names this load for `abortLoad`. */
  load(
    key: number,
    order: LoadOrder,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Reply<NetworkInfo>>;
  outline(network: string): Promise<Reply<NetworkOutline>>;
  classify(network: string, image: PixelImage): Promise<Reply<Classification>>;
  /** Of one picture, prepared in several ways (see `readings`). */
  readings(
    network: string,
    image: PixelImage,
    preprocessings: readonly Preprocessing[],
  ): Promise<Reply<readonly Classification[]>>;
  /** Of every layer, or of all channels of one (see `layerThumbnails`). */
  thumbnails(
    network: string,
    image: PixelImage,
    layer: number | null,
  ): Promise<Reply<readonly LayerThumbnails[]>>;
  /** `key` names this training for `abortTuning`. */
  tune(
    key: number,
    request: TuneRequest,
    onProgress: (progress: TuningProgress) => void,
  ): Promise<Reply<TunedNetwork>>;
  /** `keep` is told where the run stands, now and then; of one that can be gone on with. */
  run(id: number, request: RunRequest, sink: FrameSink, keep?: StandingSink): Promise<RunOutcome>;
  memory(): Promise<Reply<EngineMemory>>;
}

/** What the engine is told, or asked about itself, beside its orders. */
export interface EngineWords {
  abortLoad(key: number): Promise<void>;
  abortTuning(key: number): Promise<void>;
  /** Resolves once the command has been taken; for `park`, once the run stands aside or has ended. */
  command(id: number, command: RunCommand): Promise<void>;
  /** Resolves as soon as the engine has a moment. */
  ping(): Promise<void>;
  /** Resolves when the GPU in use is lost and this engine is of no more use; otherwise never. */
  whenLost(): Promise<LabErrorData>;
}

/**
 * What crosses the thread boundary, both ways. Every value is plain data; callbacks are proxied by the host. No call rejects
 * for a reason of the engine's: failures travel as replies.
 */
export interface EngineApi extends StartOrders, EngineOrders, EngineWords {}
