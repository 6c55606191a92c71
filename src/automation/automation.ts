import type { PixelImage } from '../core/pictures/pixel-image';
import { neverAborted, throwIfAborted } from '../core/records/abort';
import type { Frame } from '../core/records/frame';
import type { Fit } from '../core/records/recipe';
import { METHODS } from '../methods/catalog/catalog';
import type { MethodInfo } from '../methods/catalog/method-info';
import { resolveParams } from '../methods/catalog/resolve-params';
import {
  checkChanges,
  checkCount,
  checkFit,
  checkSeed,
  type GivenChange,
  knownMethod,
  strideOf,
} from './automation-checks';
import { type AutomationCheckpoint, describeCheckpoint, resumeRun } from './automation-checkpoints';
import {
  type AutomationSweep,
  type AutomationSweepOptions,
  type AutomationSweptCell,
  sweepRuns,
} from './automation-sweep';
import { type AutomationCard, type AutomationShelf, describeCard, NO_SHELF } from './automation-shelf';
import { type AutomationJudge, judgeSource } from './automation-judge';
import { fitImage as fitOnPage } from '../photo/picture-fit';
import { sayPhrase } from '../words/say';
import type { Judgement } from '../engine/page/judge-client';
import type { Abortable, FitImage, ImageSource, LabClient } from '../engine/page/lab-client';
import { resultOf } from '../engine/page/result-of-run';
import type {
  BackendId,
  BackendInfo,
  Classification,
  LoadProgress,
  LoadRequest,
  NetworkRow,
  RunResult,
  Target,
} from '../engine/protocol/protocol';
import type { EngineMemory } from '../engine/protocol/engine-memory';

export interface AutomationClassify {
  /** Id of a network; it is loaded where it is not yet. */
  readonly network: string;
  readonly image: ImageSource;
  /** Default `squash`. */
  readonly fit?: Fit;
}

export interface AutomationRun {
  /** Id of a network; it is loaded where it is not yet. */
  readonly network: string;
  /** Id of a method, see `methods()`. */
  readonly method: string;
  /** Absent where the method starts from noise. */
  readonly image?: ImageSource | null;
  /** Other pictures, for a method that takes several. */
  readonly others?: readonly ImageSource[];
  /** What an earlier run made of the image, to go on from, for the search for the smallest change. */
  readonly start?: ImageSource;
  /** Id of a second network to fool as well, for a method that can; it is loaded where it is not yet. */
  readonly beside?: string;
  /** Default `top1`, which is class 0 where there is no picture. */
  readonly target?: Target;
  /** Part of the method's table; may name a `preset`, and `frameEvery`. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** What is moved while the run goes on, with the steps taken before it acts: a recipe's own `changes`. */
  readonly changes?: readonly GivenChange[];
  /** Stop and keep after so many steps: a stopped recipe's `steps`. */
  readonly stopAfter?: number;
  /** 0..4294967295, default 0. */
  readonly seed?: number;
  /** Default `squash`. */
  readonly fit?: Fit;
}

export interface AutomationRunOptions {
  readonly onFrame?: (frame: Frame) => void;
  readonly signal?: AbortSignal;
  /** Show every k-th step, 0 as many as can be looked at. Default 1 with `onFrame`, else the fewest. */
  readonly frameEvery?: number;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** `window.lucarne`: the page's own client, seen from the console, from tests and from teachers' scripts. */
export interface LucarneAutomation {
  /** The page, its worker and a backend are up. */
  readonly ready: Promise<void>;
  networks(): readonly Pick<
    NetworkRow,
    'id' | 'title' | 'classes' | 'bundled' | 'loaded' | 'origin' | 'robust'
  >[];
  /** Loads a network by id, URL or files and resolves its id. */
  load(request: string | LoadRequest, options?: LoadOptions): Promise<string>;
  methods(): readonly Pick<MethodInfo, 'id' | 'title' | 'params' | 'presets'>[];
  /** The backend in use, after switching to `id` where given. */
  backend(id?: BackendId | 'auto', options?: Abortable): Promise<BackendId>;
  /** All that is known of the backend in use. */
  engine(): Promise<Omit<BackendInfo, 'reason'> & { readonly reason: string }>;
  memory(options?: Abortable): Promise<EngineMemory>;
  classify(request: AutomationClassify, options?: Abortable): Promise<Omit<Classification, 'kind'>>;
  /** What an independent judge, a MobileNet, sees in a picture: does what fools one network fool another? */
  judge(request: AutomationJudge): Promise<Judgement>;
  /** Runs a method to its end. Rejects with an AbortError where aborted, with a LabError where it fails. */
  run(request: AutomationRun, options?: AutomationRunOptions): Promise<RunResult>;
  /** Runs that a reload, a crash or a closed page cut off, the newest first. */
  checkpoints(): Promise<readonly AutomationCheckpoint[]>;
  /** Goes on with one to its end. Rejects as `run`, and with a LabError where it or its network is no longer there. */
  resume(id: string, options?: AutomationRunOptions): Promise<RunResult>;
  /** Forgets one. */
  discard(id: string): Promise<void>;
  /** The runs that are kept on this browser's shelf, the newest first. */
  shelf(): Promise<readonly AutomationCard[]>;
  /** Shows one on the stage, as it was made and without computing it. Rejects with a LabError where it is not there. */
  open(id: string): Promise<void>;
  /** A run for every pair of two settings' values, one after the other, row by row. A run that fails says so in its cell. */
  sweep(request: AutomationSweep, options?: AutomationSweepOptions): Promise<readonly AutomationSweptCell[]>;
}

declare global {
  interface Window {
    /** The automation API: the page's own client, seen from the console. */
    lucarne: LucarneAutomation;
  }
}

/** The picture size that `@tensorflow-models/mobilenet` works at. */
const JUDGE_SIZE = [224, 224] as const;

/** What the API takes of the page beside its client; a test brings its own. */
interface PageDoors {
  readonly fitImage?: FitImage;
  readonly shelf?: AutomationShelf;
}

/** The automation API over a client. */
export function createAutomation(
  client: LabClient,
  { fitImage = fitOnPage, shelf = NO_SHELF }: PageDoors = {},
): LucarneAutomation {
  const fitted = async (network: string, image: ImageSource, fit: Fit): Promise<PixelImage> => {
    checkFit(fit);
    return fitImage(image, (await client.load({ id: network })).size, fit);
  };
  const automation: LucarneAutomation = {
    ready: client.ready,
    networks: () =>
      client.networks().map(({ id, title, classes, bundled, loaded, origin, robust }) => ({
        id,
        title,
        classes,
        bundled,
        loaded,
        origin,
        ...(robust ? { robust } : {}),
      })),
    load: async (request, options) =>
      (await client.load(typeof request === 'string' ? { id: request } : request, options)).id,
    methods: () => METHODS.map(({ id, title, params, presets }) => ({ id, title, params, presets })),
    backend: async (id, options) => (await client.backend(id, options)).id,
    engine: () => client.backend().then((now) => ({ ...now, reason: sayPhrase(now.reason) })),
    memory: (options) => client.memory(options),

    async classify({ network, image, fit = 'squash' }, { signal = neverAborted() } = {}) {
      const pixels = await fitted(network, image, fit);
      const { logits, probabilities, top } = await client.classify(network, pixels, signal);
      return { logits, probabilities, top };
    },

    async judge({ image, fit = 'squash', modelUrl, files, ...options }) {
      checkFit(fit);
      const pixels = await fitImage(image, JUDGE_SIZE, fit);
      return client.judge(pixels, judgeSource(modelUrl, files, options));
    },

    async run(request, { onFrame, signal, frameEvery } = {}) {
      throwIfAborted(signal);
      const { network, method, image, target = 'top1', seed = 0, fit = 'squash' } = request;
      checkSeed(seed);
      checkFit(fit);
      const { frameEvery: every = strideOf({ onFrame, frameEvery }), ...given } = request.params ?? {};
      const info = knownMethod(method);
      const params = resolveParams(info, given);
      const abortable = signal ? { signal } : {};
      const beside =
        request.beside === undefined ? null : await client.load({ id: request.beside }, abortable);
      await client.load({ id: network }, abortable);
      const pixels = image === undefined || image === null ? null : await fitted(network, image, fit);
      const others: { readonly image: PixelImage; readonly name?: string }[] = [];
      for (const other of request.others ?? [])
        others.push({
          image: await fitted(network, other, fit),
          ...(other instanceof File ? { name: other.name } : {}),
        });
      const start = request.start === undefined ? null : await fitted(network, request.start, fit);
      throwIfAborted(signal);

      const handle = client.run(
        {
          network,
          method,
          image: pixels,
          ...(others.length > 0 ? { others } : {}),
          ...(start ? { start } : {}),
          ...(beside ? { beside: { network: beside.id, weights: beside.weightsHash } } : {}),
          target,
          params,
          seed,
          fit,
          ...(request.changes ? { changes: checkChanges(info, request.changes) } : {}),
          ...(request.stopAfter === undefined
            ? {}
            : { stopAfter: checkCount('stopAfter', request.stopAfter) }),
          frameEvery: checkCount('frameEvery', every),
          ...named(image),
        },
        onFrame,
        { keep: {} },
      );
      return resultOf(handle, signal);
    },

    checkpoints: async () => (await client.checkpoints.list()).map(describeCheckpoint),
    resume: (id, options) => resumeRun(client, id, options),
    discard: (id) => client.checkpoints.discard(id),
    shelf: async () => (await shelf.list()).map(describeCard),
    async open(id) {
      await shelf.open(id);
    },
    sweep: (request, options) => sweepRuns(request, (each, given) => automation.run(each, given), options),
  };
  return automation;
}

function named(image: ImageSource | null | undefined): { imageName?: string } {
  return image instanceof File ? { imageName: image.name } : {};
}
