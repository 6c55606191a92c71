import type { Preprocessing } from '../../core/records/preprocessings';
import type { Words } from '../../words/message';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { LabErrorData } from '../../core/records/lab-error';
import type { Fit } from '../../core/records/recipe';
import type { MeasureOptions } from './auto-choice';
import type { RunHistory } from '../../core/records/run-history';
import type { RunCheckpoints } from './run-checkpoints';
import type { RunStanding } from '../protocol/run-standing';
import type { Judgement, JudgeRequest } from './judge-client';
import type {
  BackendId,
  BackendInfo,
  Classification,
  FrameListener,
  LoadProgress,
  LoadRequest,
  NetworkInfo,
  NetworkInterpretation,
  NetworkRow,
  OwnNetwork,
  RunOutcome,
  RunRequest,
} from '../protocol/protocol';
import type { RunCommand } from '../protocol/run-command';
import type { EngineMemory } from '../protocol/engine-memory';
import type { LayerThumbnails } from '../protocol/layer-thumbnails';
import type { TunedNetwork, TuneRequest, TuningProgress } from '../protocol/tuning';

/** What the engine is doing, for the page's engine chip. */
export type EngineStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'measuring' }
  | { readonly kind: 'ready'; readonly backend: BackendInfo }
  | { readonly kind: 'loading'; readonly network: string; readonly progress: LoadProgress }
  | { readonly kind: 'restarting'; readonly reason: Words }
  /** Nothing has been heard of the worker for so long: it may be busy, or stuck. */
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly error: LabErrorData };

/** How much this browser lets the page keep, in bytes. */
export interface StorageRoom {
  readonly used: number;
  readonly quota: number;
}

/** A run under way. `outcome` always settles and never rejects. */
export interface RunHandle {
  readonly id: number;
  readonly outcome: Promise<RunOutcome>;
  send(command: RunCommand): void;
}

export interface RunOptions {
  /** Ends nobody's run: waits its turn, and begins again after a run that ended it. */
  readonly yields?: boolean;
  /**
   * Called when another run takes the engine: this one then stands parked between two steps, with all that it holds, until it
   * is resumed, stepped, stopped or cancelled. Without, it is ended.
   */
  readonly onPark?: (() => void) | undefined;
  /** Keeps how far the run has come in this browser, where its method can be gone on with, until it ends. */
  readonly keep?: KeepRun | undefined;
}

/** How a run is kept. */
export interface KeepRun {
  /** The checkpoint that is gone on with; absent for a run that begins. */
  readonly id?: string | undefined;
  /** Called each time the run tells where it stands. */
  readonly onStanding?: ((standing: RunStanding) => void) | undefined;
  /** What has been shown of the run so far, to be kept with where it stands. */
  readonly history?: (() => RunHistory) | undefined;
  /** Called at most once, where nothing can be kept. */
  readonly onFault?: ((thrown: unknown) => void) | undefined;
}

/** What ends the waiting for an answer, which then rejects with an AbortError. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/** Anything a person can hand the lab as a picture. */
export type ImageSource = string | Blob | ImageData | ImageBitmap;

/** The page's door to the engine worker; `window.lucarne` is a thin layer over the same object. */
export interface LabClient {
  /** Settles when the worker and a backend are up; rejects with a LabError where none works. */
  readonly ready: Promise<void>;
  /** Networks known now: found under `models/`, loaded from a URL, or dropped. */
  networks(): readonly NetworkRow[];
  /** The loaded networks of the person's own that this browser does not keep, each as it can be loaded again. */
  own(): readonly OwnNetwork[];
  /** Loads (or returns, where already loaded) and warms up a network. Rejects with a LabError; an aborted load rejects with an AbortError. */
  load(
    request: LoadRequest,
    options?: Abortable & { readonly onProgress?: (progress: LoadProgress) => void },
  ): Promise<NetworkInfo>;
  /** Gives a network of the person's own another title, everywhere it is named. Throws `bad-parameter` where that is taken. */
  rename(id: string, title: string): Promise<NetworkInfo>;
  /** Keeps a network of the person's own in this browser for the next visit. Throws `storage-full`, or `network-unknown` where it has no files. */
  keep(id: string): Promise<void>;
  /** Deletes a network from this browser; where it is loaded, it stays so until the page is left. */
  forget(id: string): Promise<void>;
  /** What the browser's storage holds and may hold; null where it keeps nothing. */
  room(): Promise<StorageRoom | null>;
  /**
   * Reads a network of the person's own again, with other preprocessing, size or class names than it was first read with.
   * Rejects as `load` does; the network as it was stays then.
   */
  reinterpret(id: string, interpretation: NetworkInterpretation): Promise<NetworkInfo>;
  /**
   * The backend in use, after switching where `id` is given (`auto` measures again). Loaded networks move with it. Aborted, the
   * engine stays on the one it was on, or goes back to it.
   */
  backend(id?: BackendId | 'auto', options?: Abortable): Promise<BackendInfo>;
  /**
   * Times a gradient step of a loaded network (of a small one for null) on every backend there is, beside the engine in use,
   * then puts the engine on the fastest, which ends a run under way. Rejects with an AbortError where aborted: nothing changes then.
   */
  measure(network: string | null, options?: MeasureOptions): Promise<BackendInfo>;
  /** Rejects with an AbortError once `signal` aborts; an engine that goes on with it all the same is replaced. */
  classify(network: string, image: PixelImage, signal: AbortSignal): Promise<Classification>;
  /** What a loaded network reads in a fitted picture whose pixels are prepared in several ways. Rejects as `classify`. */
  readings(
    network: string,
    image: PixelImage,
    preprocessings: readonly Preprocessing[],
    signal: AbortSignal,
  ): Promise<readonly Classification[]>;
  /**
   * What a loaded network's layers make of a fitted picture, as thumbnails: every layer's mean over channels and the channels
   * excited most, or all channels of one layer. Rejects as `classify`.
   */
  thumbnails(
    network: string,
    image: PixelImage,
    layer: number | null,
    signal: AbortSignal,
  ): Promise<readonly LayerThumbnails[]>;
  /**
   * Trains a loaded network's last layer on pictures, all below it as it is, and gives the tuned network as files to be loaded.
   * Rejects with a LabError, or an AbortError once `signal` aborts.
   */
  tune(
    request: TuneRequest,
    options?: Abortable & { readonly onProgress?: (progress: TuningProgress) => void },
  ): Promise<TunedNetwork>;
  /** What an independent judge sees, in a worker of its own; by default the hub's MobileNet, loaded on the first call. */
  judge(image: PixelImage, source?: JudgeRequest): Promise<Judgement>;
  /**
   * Starts a run, ending the one before (or parking it, where that one said so) and waiting until it is out of the way. A run that `yields` ends nobody's: it waits its turn, and
   * begins again after a run that ended it.
   */
  run(request: RunRequest, onFrame?: FrameListener, options?: RunOptions): RunHandle;
  /** Runs that were cut off, and what goes on with them. */
  readonly checkpoints: Pick<
    RunCheckpoints,
    'list' | 'request' | 'history' | 'discard' | 'onChange' | 'waiting'
  >;
  memory(options?: Abortable): Promise<EngineMemory>;
  /** Ends the engine and starts it anew, networks and all; a run under way fails, its last frame kept. */
  readonly restart: () => void;
  /** Calls back at once with the present status, then at every change; returns the unsubscribe function. */
  onStatus(listener: (status: EngineStatus) => void): () => void;
  /** Calls back whenever the rows of `networks()` change. */
  onNetworks(listener: (rows: readonly NetworkRow[]) => void): () => void;
}

/** Decodes, orients, flattens onto white and fits a picture to `[height, width]`. Lives in `engine/picture-fit.ts`. */
export type FitImage = (
  source: ImageSource,
  size: readonly [number, number],
  fit: Fit,
) => Promise<PixelImage>;
