import type { PixelImage } from '../../core/pictures/pixel-image';
import type { MobileNet, MobileNetAlpha, MobileNetVersion } from '@tensorflow-models/mobilenet';
import type { loadGraphModelSync as LoadGraphModelSync } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../core/records/lab-error';
import { softmax, topK } from '../../core/statistics/softmax';
import { className } from '../../networks/graph/class-names';
import { imagenetClasses } from '../../networks/graph/imagenet-classes';
import { toLabErrorData } from '../protocol/errors';
import {
  JUDGE_CLASSES,
  JUDGE_SIDE,
  type JudgeModel,
  type JudgeSource,
  readJudgeModel,
  unsuited,
} from './judge-model';
import type { TopRow } from '../protocol/protocol';
import { phrase } from '../../words/say';

/** One of a judge's best classes; `index` counts in ILSVRC order. */
export type JudgeRow = Pick<TopRow, 'index' | 'name' | 'probability'>;

export interface JudgeOptions {
  /** Default: the MobileNet of TensorFlow Hub that `@tensorflow-models/mobilenet` names, over the network. */
  readonly source?: JudgeSource | undefined;
  /** Which of the hub's MobileNets; default version 1, alpha 1. */
  readonly hub?: { readonly version: MobileNetVersion; readonly alpha: MobileNetAlpha } | undefined;
  /** Stands in for the global `fetch`; the hub's files come as TF.js fetches them. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * An independent judge: a MobileNet that shares nothing with the lab's own forward pass, for asking whether what fools one
 * network fools another. Forward only.
 */
export interface Judge {
  /** Where the weights come from, in words. */
  readonly source: string;
  /**
   * The judge's best classes for a picture of any size, best first; `@tensorflow-models/mobilenet` scales it. The first call
   * loads the weights, as does the first after a failure or after `dispose`.
   * Throws LabError `download-failed`, `weights-missing`, `unsupported-model` or `unsupported-op`.
   */
  classify(image: PixelImage, topk?: number): Promise<JudgeRow[]>;
  /** Frees every tensor. */
  dispose(): void;
}

const TOP = 5;

/** A judge on the current backend; nothing is loaded yet. */
export function createJudge(options: JudgeOptions = {}): Judge {
  const classes = imagenetClasses();
  let loading: Promise<MobileNet> | null = null;
  let ready: MobileNet | null = null;

  const loaded = (): Promise<MobileNet> => {
    if (loading) return loading;
    const begun = load(options);
    loading = begun;
    begun.then(
      (judge) => {
        if (loading === begun) ready = judge;
      },
      () => {
        if (loading === begun) loading = null;
      },
    );
    return begun;
  };

  return {
    source: sourceName(options),

    async classify(image, topk = TOP) {
      const judge = await loaded();
      const scores = tf.tidy(() => judge.infer(rgb(image)));
      try {
        const probabilities = softmax(await scores.data<'float32'>());
        return topK(probabilities, topk).map(({ index, value }) => ({
          index,
          name: className(classes, index),
          probability: value,
        }));
      } finally {
        scores.dispose();
      }
    },

    dispose() {
      // Loading is not cut short: whoever waits for it gets an answer first.
      if (ready) free(ready);
      else loading?.then(free, () => undefined);
      loading = null;
      ready = null;
    },
  };
}

async function load({ source, hub = { version: 1, alpha: 1 }, fetch }: JudgeOptions): Promise<MobileNet> {
  const model = source && (await readJudgeModel(source, fetch));
  const [mobilenet, converter] = await Promise.all([
    import('@tensorflow-models/mobilenet'),
    import('@tensorflow/tfjs-converter'),
  ]).catch((cause: unknown) => {
    throw new LabError(
      'download-failed',
      phrase('The judge’s own code could not be downloaded.'),
      phrase('Check the connection and try again.'),
      { cause },
    );
  });
  if (!model) {
    return mobilenet.load(hub).catch((cause: unknown) => {
      throw hubFailure(cause);
    });
  }
  tryOut(model, converter.loadGraphModelSync);
  return mobilenet.load({
    version: 1,
    modelUrl: { load: () => Promise.resolve(model.artifacts) },
    inputRange: [...model.inputRange],
  });
}

/**
 * Runs a graph model once, all in one `tidy`: the package would leave the weights of a model that does not fit behind.
 * Throws LabError `unsupported-model`.
 */
function tryOut({ artifacts }: JudgeModel, loadGraphModelSync: typeof LoadGraphModelSync): void {
  const shapes: number[][] = [];
  try {
    tf.tidy(() => {
      const scores = loadGraphModelSync({ load: () => artifacts }).predict(
        tf.zeros([1, JUDGE_SIDE, JUDGE_SIDE, 3]),
      );
      const all = scores instanceof tf.Tensor ? [scores] : Object.values(scores);
      shapes.push(...all.map((tensor) => tensor.shape));
    });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    if (toLabErrorData(cause).code !== 'engine-stopped') throw cause;
    throw unsuited(phrase('this graph model fails on such a picture ({words}).', { words }), { cause });
  }
  if (shapes.length === 1 && shapes[0]?.join() === `1,${JUDGE_CLASSES + 1}`) return;
  throw unsuited(
    phrase('expected scores of shape [1, {classes}], a background class first, got [{shapes}].', {
      classes: JUDGE_CLASSES + 1,
      shapes: shapes.map((shape) => shape.join(', ')).join('] and ['),
    }),
  );
}

/** The package keeps the model to itself, and has no way to free it. */
function free(judge: MobileNet): void {
  (judge as unknown as { readonly model: { dispose(): void } }).model.dispose();
}

/** `[H, W, 3]`, 0..255: what the package takes for a picture. Caller disposes. */
function rgb({ width, height, data }: PixelImage): tf.Tensor3D {
  const values = new Int32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) values[i * 3 + c] = data[i * 4 + c] ?? 0;
  }
  return tf.tensor3d(values, [height, width, 3], 'int32');
}

/** What else can go wrong with the hub than being out of reach is told as it is. */
function hubFailure(cause: unknown): Error {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (!/fetch|network|^Request to|model JSON|load failed/i.test(error.message)) return error;
  return new LabError(
    'download-failed',
    phrase('The judge, MobileNet, could not be downloaded from TensorFlow Hub (tfhub.dev).'),
    phrase('Check the connection, or name a copy of your own: the address of its model.json.'),
    { cause },
  );
}

function sourceName({ source, hub = { version: 1, alpha: 1 } }: JudgeOptions): string {
  if (!source) return `MobileNet v${hub.version} ${hub.alpha.toFixed(2)}, TensorFlow Hub`;
  if ('url' in source) return source.url;
  if ('network' in source) return source.network.graph.title;
  return source.files.find((file) => /\.(json|onnx)$/.test(file.name))?.name ?? 'files';
}
