import type * as tf from '@tensorflow/tfjs-core';
import type { AscentState } from '../core/records/ascent-state';
import type { Frame } from '../core/records/frame';
import type { Random } from '../core/random/random';
import type { Network } from '../networks/executor/network';
import type { MethodInfo } from './catalog/method-info';

/** What a batch goes through the network for: its logits, or their gradient. */
export type Work = 'forward' | 'gradient';

/** Tells where a run stands. */
export type Stand = () => Promise<AscentState>;

/** What a method may ask of whoever runs it. */
export interface RunContext<P> {
  /** Class index to explain, aim at or raise. */
  readonly target: number;
  /** RGBA bytes of a picture to go on from, where the run is given one. */
  readonly start?: Uint8ClampedArray | undefined;
  /** Other pictures, each as `x` is, for a method that takes several; they stay the runner's. */
  readonly others: readonly tf.Tensor4D[];
  /** A second network that is to be fooled as well, and the class there; for a method that can (`takesBeside`). It stays the runner's. */
  readonly beside?: { readonly network: Network; readonly target: number } | undefined;
  /** The run's one source of randomness. Displaying a frame never draws from it. */
  readonly random: Random;
  /** Factor to multiply every cotangent by before `backward` (1, or 4096 where textures are float16). Divide it out after readback, or before a step. */
  readonly gradientScale: number;
  /** The parameters now: sliders may have moved since the last step. */
  params(): P;
  /**
   * Awaited once between steps, with the steps taken: gives the event loop a turn and waits while the run is paused. What was
   * moved in the meantime acts from here on, and not before. Resolves `'stop'` when the person asked to stop and keep;
   * rejects when the run was cancelled (let it pass through). `stand` tells where the run stands before what was moved acts, for
   * whoever wants to go on from there: it may be called until this settles.
   */
  checkpoint(steps: number, stand?: Stand): Promise<'go' | 'stop'>;
  /** Lets what was moved act where a run would end, which may be more steps. */
  catchUp?(steps: number): void;
  /** Awaited where a run that can be gone on with ends. */
  leave?(steps: number, stand: Stand): Promise<void>;
  /** Where a run goes on that stood there before; for methods that tell where they stand. */
  readonly from?: AscentState | undefined;
  /**
   * Awaited between the passes of one long step: gives the event loop a turn where it waits for one. Rejects when the run was
   * cancelled (let it pass through); what else a person wants is heard at the next checkpoint.
   */
  turn(): Promise<void>;
  /** Steps to stop after, where a run that was stopped there is made again; a batch must not go past them. */
  readonly stopAfter?: number | undefined;
  /** How many pictures to take through the network together: as many as asked for, or where that is 0, what is fastest here. */
  atOnce(asked: number, work: Work): Promise<number>;
  /** Whether anyone would see a frame after this many updates. Always true for the last. */
  wantsFrame(step: number, steps: number): boolean;
}

/**
 * A method: `run` is an async generator of frames that owns its tensors and frees them in `finally`, never disposes `x`,
 * and whose last yielded frame is the result. A frame's arrays are its own: whoever takes it may hand them to another thread.
 * `x` is `[1, H, W, 3]` in z-score space, or null where the run starts from noise alone.
 */
export type Method<P> = MethodInfo<P> & {
  run(network: Network, x: tf.Tensor4D | null, context: RunContext<P>): AsyncGenerator<Frame, void, void>;
};
