import type * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../../core/records/frame';
import type { RollOffset } from '../../networks/kernels/picture/picture-work';
import type { Network } from '../../networks/executor/network';
import type { Raisable } from '../weighted-objective';

/** Named scalars on the backend, which a frame carries under these names once they are read. */
export type Measures = Readonly<Record<string, tf.Scalar>>;
/** Measures that were read. */
export type Measured = Readonly<Record<string, number>>;

/** Where an ascent stands. Its owner disposes of both tensors, which may be one. */
export type Point = {
  /** The picture there, `[1, H, W, 3]` in z-score space. */
  readonly x: tf.Tensor4D;
  /** What the steps are summed in: the picture itself, or what it is made from. */
  readonly variable: tf.Tensor4D;
  /** What the network is shown in the picture's place while steps are taken, where that is of another size. */
  readonly view?: tf.Tensor4D;
  /** Sums over steps of the sizes of the picture's slope, `[1, H, W, 1]`, where a frame is to tell what has been cared for. */
  readonly felt?: tf.Tensor4D;
};

/** How a picture is stored while it is optimised. Every point and scalar is the caller's to dispose of. */
export interface Parameterisation {
  readonly start: () => Point;
  /** The point a move further on, its picture brought back by the projections. Called inside a tidy. */
  readonly moved: (from: Point, move: tf.Tensor4D, projections: readonly Projection[]) => Point;
  /** The gradient of the variable at a point, from that of its picture; without it the two are one. Called inside a tidy. */
  readonly pullBack?: (gradient: tf.Tensor4D, at: Point) => tf.Tensor4D;
  /** The point of a picture that is made, where the picture itself is what the steps are summed in. */
  readonly at?: (x: tf.Tensor4D) => Point;
  /** What a frame tells of a point besides its picture. */
  readonly measure?: (at: Point) => Measures;
  /** Frees what it holds besides its points, once the run has ended. */
  readonly dispose?: () => void;
}

/**
 * A change of the picture that the network sees in its place for one step, and how what comes back goes back through it: the
 * adjoint of the change, of one that is not linear what stands in for it. One picture may become several: what is
 * climbed is then the mean over them, which the adjoint takes.
 */
export interface Transform {
  /** Where all it does is to roll the picture: by so much. */
  readonly offset?: RollOffset;
  readonly apply: (x: tf.Tensor4D) => tf.Tensor4D;
  readonly pullBack: (gradient: tf.Tensor4D) => tf.Tensor4D;
}

/**
 * What a picture is charged for, taken off the objective. Where all transforms but roll the picture, it judges the rolled one, as the
 * handouts do.
 */
export interface Regulariser {
  /** Whether it hangs on where in the picture things are, so that it never judges a rolled one. */
  readonly isPlaced?: boolean;
  /** Where its gradient is but a multiple of the picture: that multiple. */
  readonly decay?: number;
  readonly gradient: (x: tf.Tensor4D) => tf.Tensor4D;
  /** The frame's scalar that its value hangs on, and how that is measured of the picture shown. */
  readonly scalar: string;
  readonly measure: (x: tf.Tensor4D) => tf.Scalar;
  readonly value: (measured: number) => number;
}

/** The slope that a step climbs: the gradient of the objective less the regularisers, in the point's variable. */
export interface Slope {
  /** `weight` times the gradient. */
  readonly times: (weight: number) => tf.Tensor4D;
  /** The weight at which it holds in half precision. */
  readonly scale: number;
  /** The picture at hand, `[1, H, W, 3]` in z-score space. */
  readonly x: tf.Tensor4D;
  /** Logits of the iterate, as the step's transforms show it; null where no goal had them read. */
  readonly logits: Float32Array | null;
  /** Logits of its copies. */
  readonly copies: readonly Float32Array[];
  /** Logits of a second network, where there is one. */
  readonly beside: Float32Array | null;
  /** What the optimiser left at the step before (`Stride.memory`); empty at the first. */
  readonly memory: readonly tf.Tensor4D[];
}

/** A step, and the largest absolute entry of the slope where the optimiser knows it: 0 means that there is nowhere to go. */
export interface Stride {
  readonly move: tf.Tensor4D;
  readonly peak?: tf.Scalar;
  /** What the optimiser wants to find again at the next step: running means of the slope. */
  readonly memory?: tf.Tensor4D[];
}

/** A step that is but a multiple of the slope (see `Slope.times`). */
export interface Multiple {
  readonly times: number;
}

/** Where to go from a slope. Called inside a tidy. */
export type Optimiser = (slope: Slope) => Stride | Multiple;

/** The nearest picture that is allowed, or a smoother one. Called inside a tidy. */
export type Projection = (x: tf.Tensor4D) => tf.Tensor4D;

/** A second network: what is climbed is the mean of what is raised on both. */
export interface Beside {
  readonly network: Network;
  readonly target: number;
  /** How it sees the picture, where not as it is. */
  readonly view: Transform | null;
  /** What is raised of the class there, where that is not what is raised on the first. */
  readonly objective?: Raisable | undefined;
}

/** What one step is made of besides what it climbs. */
export interface StepParts {
  readonly optimiser: Optimiser;
  /** In the order in which they are applied. */
  readonly transforms?: readonly Transform[];
  /** Other views of the picture: the slope climbed is the mean of its own and of theirs. Only with a goal. */
  readonly copies?: readonly Transform[];
  readonly projections?: readonly Projection[];
}

/** What has been read of an iterate. */
export interface Sight {
  /** Logits of the iterate itself, as the step's transforms show it. */
  readonly logits: Float32Array<ArrayBuffer>;
  /** Logits of its copies. */
  readonly copies: readonly Float32Array<ArrayBuffer>[];
  /** Logits of a second network, of the iterate as it sees it; null where there is none. */
  readonly beside: Float32Array<ArrayBuffer> | null;
  /** The picture rounded and classified; read at most once. */
  readonly shown: () => Promise<Shown>;
}

/** An iterate as it is shown: the logits are those of the bytes. */
export interface Shown {
  /** RGBA. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly companions?: Frame['companions'];
  readonly opacity?: Frame['opacity'];
  readonly logits: Float32Array<ArrayBuffer>;
  readonly measured: Measured;
}

/** A stop rule that looks at every iterate. */
export interface Goal<P> {
  readonly reached: (sight: Sight, params: P) => Promise<boolean>;
  /** What a frame tells of it, from what has been read of the iterate, and the picture shown. */
  readonly scalars: (sight: Pick<Sight, 'logits' | 'copies'>, shown: Shown) => Promise<Measured>;
}

/** The optimisation of a picture as a list of parts. `P` are its method's parameters, asked for anew at every step. */
export interface Ascent<P> {
  readonly parameterisation: Parameterisation;
  /** What of the class is raised, or what of a layer; the latter without a goal only, which needs the logits. */
  readonly objective: (params: P) => Raisable;
  readonly regularisers?: (params: P) => readonly Regulariser[];
  /** The point that a step begins at in the place of the one that was led to; null where it is that. Caller disposes. */
  readonly arrive?: (at: Point, params: P, step: number) => Point | null;
  /** The parts of one step, asked for once at each: what is drawn at random is drawn here. */
  readonly parts: (params: P, step: number) => StepParts;
  /** A second network, for an ascent with a goal. */
  readonly beside?: Beside | undefined;
  /** Steps at most. */
  readonly steps: (params: P) => number;
  /** Whether all its state lies in its points, its optimisers' memory and the run's random source: then it can be gone on with later. */
  readonly isWhole?: boolean;
  /** Ends the run earlier; without one, nothing is read of an iterate that is not shown. */
  readonly goal?: Goal<P>;
  /** What else a frame tells, from its pixels, what was measured, and the steps taken. */
  readonly report: (pixels: Uint8ClampedArray, measured: Measured, params: P, step: number) => Measured;
}
