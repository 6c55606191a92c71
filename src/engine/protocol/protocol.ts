import type { Preprocessing, PreprocessingName } from '../../core/records/preprocessings';
import type { Phrase } from '../../words/message';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { AnswerKind } from '../../core/statistics/answers';
import type { RunStanding } from './run-standing';
import type { Frame } from '../../core/records/frame';
import type { LabErrorData } from '../../core/records/lab-error';
import type { RobustTwin } from '../../core/records/robust-twin';
import type { Decoding } from '../../core/records/decoding';
import type { Fit, ParamChange, Recipe } from '../../core/records/recipe';
import type { ParamValues } from '../../methods/catalog/params';
import type { ClassLabel, NetworkOutput, PreprocessingGuess, Suggested } from '../../networks/graph/graph';
import type { ManyAnswers } from '../../networks/importers/network-output';
import type { WeightType } from '../../networks/storage/stored-weight';
import type { ZooEntry } from '../../networks/download/zoo';

export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendId = (typeof BACKENDS)[number];
export type GpuBackendId = 'webgpu' | 'webgl';

/** A GPU as one of the two ways to reach it shows it. */
export interface Gpu {
  /** Its own name. */
  readonly renderer: string;
  /** Emulated on the processor. */
  readonly software: boolean;
}

/** The backend in use, and what a person should know about it. */
export interface BackendInfo {
  readonly id: BackendId;
  /** How it was chosen: by measurement, by the person, or because nothing else works. */
  readonly chosen: 'auto' | 'asked';
  /** One sentence for the engine chip, e.g. "WASM: 12 times faster here than software WebGL (38 against 460 ms a gradient step)". */
  readonly reason: Phrase;
  /** The GPU's own name where the browser tells it. */
  readonly renderer?: string;
  readonly software: boolean;
  /** 16 where the device computes in half precision. */
  readonly floatBits: 16 | 32;
  /** True where WASM computes with TF.js's kernels: this machine cannot run the lab's. */
  readonly stockKernels?: boolean;
  /** Threads that WASM computes on, where more than one. */
  readonly threads?: number;
  /** The GPUs found, by the backend that reaches them. WASM and plain JavaScript can be asked for without. */
  readonly gpus?: Readonly<Partial<Record<GpuBackendId, Gpu>>>;
  /** Measured milliseconds of a gradient step per candidate, where any were measured on this device. */
  readonly measured?: Readonly<Partial<Record<BackendId, number>>>;
  /** Candidates stopped at a time limit, which is what `measured` holds for them. */
  readonly cut?: readonly BackendId[];
  /** Title of the network measured with; absent for the small one that measures at the start. */
  readonly measuredOn?: string;
}

/** Where a listed network comes from: the page's server, this browser's storage, its publisher, or the person, for now. */
export type NetworkOrigin = 'served' | 'kept' | 'zoo' | 'own';

/** A network as the page lists it. */
export interface NetworkRow {
  readonly id: string;
  readonly title: string;
  readonly classes: number;
  readonly bundled: boolean;
  readonly loaded: boolean;
  /** Download size in bytes where known; for a kept one, what it takes of the browser's storage. */
  readonly bytes?: number;
  readonly origin: NetworkOrigin;
  /** What the list of published networks says of it; also once it is kept. */
  readonly zoo?: ZooEntry;
  /** Of a robust network: whose twin it is, and how it was made so. */
  readonly robust?: RobustTwin;
}

/** A layer that still knows places. */
export interface CamLayerInfo {
  readonly id: string;
  readonly title: string;
  /** Height and width of its grid. */
  readonly size: readonly [number, number] | null;
  readonly channels: number | null;
}

/** What is known of a network once loaded. */
export interface NetworkInfo {
  readonly id: string;
  readonly title: string;
  /** Input height and width in pixels. */
  readonly size: readonly [number, number];
  readonly preprocessing: Preprocessing;
  readonly classes: readonly ClassLabel[];
  readonly output: NetworkOutput;
  readonly weightsHash: string;
  readonly suggested?: Suggested;
  readonly parameters: number;
  /** True where it takes one channel: its pictures are read, and shown, in grey. */
  readonly grey?: boolean;
  /** True where the size is the person's to choose. */
  readonly openSize?: boolean;
  readonly notes?: readonly Phrase[];
  /** Why this preprocessing, where it is a guess; absent where the file or the person said. */
  readonly guess?: PreprocessingGuess;
  /** True where it has attention in which every patch of the picture attends to every other. */
  readonly attention?: true;
  /** The layers a class activation map can be made of, the last first: the depth that is asked for counts along them. */
  readonly camLayers?: readonly CamLayerInfo[];
  /** Names of the layers with weights that `Redrawn` counts, the classifier first. */
  readonly layers?: readonly string[];
}

export type PreprocessingOption = PreprocessingName | Preprocessing;
export type LoadRequest =
  /** `weights` chooses how a published network is kept, where it is still to be downloaded. */
  | { readonly id: string; readonly weights?: WeightType; readonly heavy?: boolean }
  | ({ readonly url: string } & OwnNetworkRequest)
  | ({ readonly files: readonly File[]; readonly folder?: string } & OwnNetworkRequest);

interface OwnNetworkRequest extends NetworkInterpretation {
  /** The id to take; absent for one that the network brings or is given. */
  readonly as?: string;
}

/** A network of the person's own, and what loads it again as it is. */
export interface OwnNetwork {
  readonly id: string;
  readonly title: string;
  readonly request: Exclude<LoadRequest, { readonly id: string }>;
}

/** How a network of the person's own is to be read, as far as they said. */
export interface NetworkInterpretation {
  readonly title?: string;
  readonly preprocessing?: PreprocessingOption;
  readonly classes?: readonly string[];
  /** Input height and width in pixels, where the file leaves them open. */
  readonly size?: readonly [number, number];
  /** Whether of several outputs one is right (`softmax`), or each is a label for itself (`sigmoid`). */
  readonly answers?: ManyAnswers;
  /** Name of the output to read, where the file has several. */
  readonly output?: string;
  /** Load it although it is heavy: the person has been told how much it takes. */
  readonly heavy?: boolean;
}

export interface LoadProgress {
  /** `convert` turns a published network into the form that is kept, `keep` stores it. */
  readonly stage: 'download' | 'convert' | 'keep' | 'parse' | 'compile';
  /** 0..1, or null where unknown. */
  readonly fraction: number | null;
  readonly bytes?: number;
  readonly totalBytes?: number;
  /** Of the last few seconds; absent at first. */
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
}

export interface TopRow {
  readonly index: number;
  readonly name: string;
  readonly logit: number;
  readonly probability: number;
}
export interface Classification {
  /** What the numbers are of: classes, labels, or the two sides of one answer. */
  readonly kind: AnswerKind;
  readonly logits: Float32Array<ArrayBuffer>;
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** Ten best rows (fewer where the network has fewer classes), best first. */
  readonly top: readonly TopRow[];
}

export type Target = number | 'top1' | 'second';

/** A network of which some layers forgot what they learnt: their weights are drawn anew, from the top (logits) down. */
export interface Redrawn {
  /** How many layers; 0 is the trained network itself. */
  readonly layers: number;
  /** Of the new weights. One more layer leaves those above it as the same seed drew them. */
  readonly seed: number;
  /** True where another run on the same redrawn network follows: it stays on the backend until then. */
  readonly keep?: boolean;
}

export interface RunRequest {
  readonly network: string;
  readonly method: string;
  readonly image: PixelImage | null;
  /** Other pictures, fitted alike, for a method that takes several (`takesOthers`), and what their files are called. */
  readonly others?: readonly { readonly image: PixelImage; readonly name?: string }[];
  /** A second, loaded network that is to be fooled as well (`takesBeside`), by the class of the same name; its hash is for the recipe. */
  readonly beside?: { readonly network: string; readonly weights?: string };
  readonly target: Target;
  /** Every parameter, presets already resolved. */
  readonly params: ParamValues;
  /** What was moved while the run to be made again went on; a `params` command puts an end to it. */
  readonly changes?: readonly ParamChange[];
  /** Stop and keep after so many steps, where the run to be made again was stopped there. */
  readonly stopAfter?: number;
  /** Goes on where this very run stood before; `changes` then are all of the run's. */
  readonly from?: RunStanding;
  readonly seed: number;
  readonly fit: Fit;
  /** How the photo's file became pixels, for the recipe; absent where as Pillow does it. */
  readonly decoding?: Decoding;
  /** Show every k-th step; 0 shows as many as can be looked at (about ten a second). */
  readonly frameEvery: number;
  readonly imageName?: string;
  /** A picture of the photo's size that an earlier run made, to go on from; what is made so is saved as a picture alone, for no recipe holds it. */
  readonly start?: PixelImage;
  /** Run on a redrawn copy of the network. The recipe does not hold it: such a run is a test, never a picture to keep. */
  readonly redrawn?: Redrawn;
}

export interface RunResult extends Classification {
  readonly attribution?: Float32Array<ArrayBuffer>;
  /** True where `attribution` itself has a sign; else it holds sizes. */
  readonly signed?: boolean;
  readonly raw?: Float32Array<ArrayBuffer>;
  /** RGBA bytes of the result; `logits`, `probabilities` and `top` describe exactly these. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** RGBA bytes the network saw; for a run from noise, the first frame. */
  readonly input: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly scalars: Readonly<Record<string, number>>;
  readonly recipe: Recipe;
  readonly timings: { readonly totalMs: number; readonly stepMs: number };
}

/** A result as the frame its run ended on, in the result's own buffers, and that frame's place among those the run made. */
export interface LastFrame {
  readonly frame: Frame;
  readonly order: number;
}

/** How a run ended. A cancelled run keeps nothing; a stopped one keeps its last frame. */
export type RunOutcome =
  | { readonly kind: 'done' | 'stopped'; readonly result: RunResult; readonly last?: LastFrame }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: LabErrorData };

/** Shows a frame; where it gives a promise, that is when it has been seen, until which no run of stride 0 makes another. */
export type FrameListener = (frame: Frame) => unknown;
