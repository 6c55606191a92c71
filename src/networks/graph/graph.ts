import type { Preprocessing } from '../../core/records/preprocessings';
import type { Phrase } from '../../words/message';
import type { AnswerKind } from '../../core/statistics/answers';
import type { StoredWeight } from '../storage/stored-weight';

/**
 * The network as plain data. Tensors are NHWC throughout; importers transpose weights once, on the way in.
 * Spatial values are `[height, width]`; paddings are `[top, right, bottom, left]` in pixels, already resolved.
 */
export type Pair = readonly [number, number];
export type Padding = readonly [top: number, right: number, bottom: number, left: number];

interface NodeBase {
  readonly id: string;
  readonly inputs: readonly string[];
}
interface Windowed {
  readonly strides: Pair;
  readonly padding: Padding;
}

/** Why a preprocessing was guessed, as a sentence, and how far it can be trusted. */
export interface PreprocessingGuess {
  readonly reason: Phrase;
  /** The network itself does it so; likely, by what is known of networks like it; or only what is usual. */
  readonly strength: 'sure' | 'likely' | 'weak';
}

export type Node = NodeBase &
  (
    | { readonly op: 'input' }
    | ({
        readonly op: 'conv2d';
        readonly kernel: string;
        readonly bias?: string;
        readonly dilations: Pair;
        readonly groups: number;
      } & Windowed)
    | ({
        readonly op: 'depthwiseConv2d';
        readonly kernel: string;
        readonly bias?: string;
        readonly dilations: Pair;
      } & Windowed)
    | { readonly op: 'dense'; readonly kernel: string; readonly bias?: string }
    | {
        /** The gradient of a convolution, forward: `[N, h, w, I]` to `size`, by a kernel `[kh, kw, O, I]`, in groups `[kh, kw, O / G, I]`. */
        readonly op: 'convTranspose2d';
        readonly kernel: string;
        readonly bias?: string;
        readonly size: Pair;
        readonly strides: Pair;
        readonly padding: Padding;
        readonly dilations: Pair;
        readonly groups: number;
      }
    | { readonly op: 'relu' }
    | { readonly op: 'relu6' }
    | ({ readonly op: 'maxPool'; readonly size: Pair } & Windowed)
    | ({ readonly op: 'avgPool'; readonly size: Pair; readonly countPadding: boolean } & Windowed)
    | { readonly op: 'globalAvgPool' }
    /** Along `axis`, counted without the batch; default: the last. */
    | { readonly op: 'concat'; readonly axis?: number }
    /** Sum; shapes broadcast as long as the first has the result's. */
    | { readonly op: 'add' }
    /** Product of two; shapes broadcast likewise. */
    | { readonly op: 'multiply' }
    /** `x + w` and `x * w` by a weight that broadcasts to x's shape (without the batch). */
    | { readonly op: 'offset'; readonly weight: string }
    | { readonly op: 'scale'; readonly weight: string }
    /** An activation function of each value; what alpha and beta mean is said where the functions are. */
    | {
        readonly op: 'activation';
        readonly function: ActivationFunction;
        readonly alpha?: number;
        readonly beta?: number;
      }
    /** `x` above 0, `slope * x` below, with a slope for each channel. */
    | { readonly op: 'prelu'; readonly slope: string }
    /** `[N, ..., M, K]` by `[N, ..., K, P]`; each may lie with its last two axes exchanged. */
    | { readonly op: 'matMul'; readonly transposed: readonly [boolean, boolean] }
    /** Over the last axis, then `scale * x + offset`. */
    | {
        readonly op: 'layerNorm';
        readonly scale: string;
        readonly offset: string;
        readonly epsilon: number;
      }
    /** Over all places and the channels of each group, then `scale * x + offset` by channel. */
    | {
        readonly op: 'groupNorm';
        readonly groups: number;
        readonly scale: string;
        readonly offset: string;
        readonly epsilon: number;
      }
    /** `x / (bias + alpha / size * sum of squares of size channels)^beta`. */
    | {
        readonly op: 'localNorm';
        readonly size: number;
        readonly alpha: number;
        readonly beta: number;
        readonly bias: number;
      }
    /** Mean, largest or sum along the last axis, which stays, 1 long. */
    | { readonly op: 'reduce'; readonly by: 'mean' | 'max' }
    /** Axis i of the result is axis `order[i]`, counted without the batch. */
    | { readonly op: 'transpose'; readonly order: readonly number[] }
    | { readonly op: 'slice'; readonly axis: number; readonly start: number; readonly size: number }
    /** A constant before and after along one axis. */
    | {
        readonly op: 'pad';
        readonly axis: number;
        readonly before: number;
        readonly after: number;
        readonly value: number;
      }
    /** A map stretched to `size`. */
    | ({ readonly op: 'resize'; readonly size: Pair } & Stretch)
    | { readonly op: 'flatten' }
    | { readonly op: 'reshape'; readonly shape: readonly number[] }
    | {
        readonly op: 'batchNorm';
        readonly scale: string;
        readonly offset: string;
        readonly mean: string;
        readonly variance: string;
        readonly epsilon: number;
      }
    | { readonly op: 'dropout' }
    | { readonly op: 'softmax' }
    | { readonly op: 'sigmoid' }
    /** `[z]` to `[z, -z]`: the log-odds of a class and of its complement. */
    | { readonly op: 'complement' }
  );

/** How a map is stretched, in ONNX's words. */
export interface Stretch {
  readonly mode: 'nearest' | 'linear' | 'cubic';
  /** Where a place of the result lies in the map. */
  readonly places: 'half_pixel' | 'pytorch_half_pixel' | 'asymmetric' | 'align_corners';
  readonly rounding: 'floor' | 'ceil' | 'round_prefer_floor' | 'round_prefer_ceil';
  /** Whether each place of a smaller result takes of all that it covers. */
  readonly antialias?: true;
  /** Result places for each place of the map, where the file says so; else the sizes' ratio. */
  readonly scales?: Pair;
}

export type ActivationFunction =
  | 'silu'
  | 'hardSigmoid'
  | 'hardSwish'
  | 'tanh'
  | 'softplus'
  | 'mish'
  | 'leakyRelu'
  | 'elu'
  | 'gelu'
  | 'geluTanh'
  | 'clip'
  | 'softsign'
  | 'erf'
  | 'power'
  | 'exp'
  | 'log'
  | 'abs'
  | 'steps';

export type OpKind = Node['op'];
export type NodeOf<K extends OpKind> = Extract<Node, { op: K }>;
/** The nodes that compute something: all but `input`, which the executor's preprocessing stands for. */
export type OpName = Exclude<OpKind, 'input'>;
export type OpNode = NodeOf<OpName>;
/** The nodes with a kernel of their own: convolutions and dense layers. */
export type LinearNode = Extract<Node, { readonly kernel: string }>;

/** One class of a classifier. `name` is the display name, `synonyms` the other names it answers to. */
export interface ClassLabel {
  readonly index: number;
  readonly name: string;
  readonly synonyms?: readonly string[];
}

/** Suggested class-visualisation settings for a network whose logits differ in size from the course's networks. */
export interface Suggested {
  readonly lambda?: number;
  readonly stepSize?: number;
}

/** Which of a file's outputs is read, what it means, and where that is known from. */
export interface NetworkOutput {
  readonly kind: AnswerKind;
  /** Why this kind, as a sentence, where nobody has said it. */
  readonly reason?: Phrase;
  /** Why the values may not be scores of classes at all, as a sentence. */
  readonly doubt?: Phrase;
  /** Height, width and channels where it is a map, with values for places: nothing of this lab's is meant for that. */
  readonly map?: readonly number[];
  /** Its name in the file, and the names of all of them, where there are several. */
  readonly name?: string;
  readonly names?: readonly string[];
  /** True where nothing tells which of several is the class scores, and nobody has said it. */
  readonly open?: boolean;
}

export interface NetworkGraph {
  readonly id: string;
  readonly title: string;
  readonly input: {
    readonly size: Pair;
    readonly preprocessing: Preprocessing;
    /** True where it takes one channel: its pictures are read in grey. */
    readonly grey?: boolean;
    /** True where its file leaves height and width open, and its layers do not fix them. */
    readonly open?: boolean;
    /** Why this preprocessing, where an importer had to guess it. */
    readonly guess?: PreprocessingGuess;
  };
  readonly classes: readonly ClassLabel[];
  readonly output: NetworkOutput;
  /** Topologically ordered; the first is the `input` node. */
  readonly nodes: readonly Node[];
  /**
   * Node whose value, flattened to [N, classes], is the logits. A trailing softmax or sigmoid stays after it, unused by
   * methods: what it would give is what `output.kind` says of the logits.
   */
  readonly logits: string;
  readonly suggested?: Suggested;
  readonly licence?: string;
  /** What a person should know of how it was read, each a sentence. */
  readonly notes?: readonly Phrase[];
}

/** A weight on the CPU in TF.js layout: conv HWIO, depthwise HWC1, dense IO. */
export interface WeightArray {
  readonly shape: readonly number[];
  /** Decoded anew at each reading where `stored` is compact: read it once, and let it go. */
  readonly values: Float32Array;
  /** How it is kept, where that is not simply `values`. */
  readonly stored?: StoredWeight;
}
export type WeightArrays = ReadonlyMap<string, WeightArray>;

/** What an importer gives: the graph and its weights. */
export interface ImportedNetwork {
  readonly graph: NetworkGraph;
  readonly weights: WeightArrays;
}
