import type { Frame } from '../../core/records/frame';
import type { Network } from '../../networks/executor/network';
import { classValue } from '../weighted-objective';
import { verdict } from '../verdict';
import type { Ascent, Regulariser, Shown } from './ascent';
import type { IterateView } from './iterate-view';

/** The moment of a run that a frame is of. */
export interface Moment<P> {
  readonly step: number;
  readonly params: P;
  readonly shown: Shown;
  /** What the goal was judged by, where there is one. */
  readonly look: IterateView | null;
}

/**
 * A frame of an ascent. Scalars of every ascent: the verdict and what was measured; with a goal, the goal's, and
 * `zeroGradient` 1 where the last step found nowhere to go (and so is none); where a layer is raised, `activation`: what of it
 * is; with regularisers, `objective`: what was climbed, less the regularisers, for the picture shown.
 */
export async function frameOf<P>(
  { graph }: Network,
  target: number,
  ascent: Ascent<P>,
  { step, params, shown, look }: Moment<P>,
): Promise<Frame> {
  const [height, width] = graph.input.size;
  const { kind } = graph.output;
  const { pixels, companions, opacity, logits, measured } = shown;
  const taken = look?.stuck ? step - 1 : step;
  const objective = ascent.objective(params);
  const value = (regularisers: readonly Regulariser[]): number =>
    regularisers.reduce(
      (sum, regulariser) => sum - regulariser.value(measured[regulariser.scalar] as number),
      classValue(objective, logits, target, kind) + (measured['activation'] ?? 0),
    );
  return {
    step: taken,
    steps: Math.max(step, ascent.steps(params)),
    width,
    height,
    pixels,
    ...(companions && { companions }),
    ...(opacity && { opacity }),
    logits,
    scalars: {
      ...verdict(logits, target, kind),
      ...(look && (await ascent.goal?.scalars(look, shown))),
      ...(ascent.regularisers && { objective: value(ascent.regularisers(params)) }),
      ...measured,
      ...ascent.report(pixels, measured, params, taken),
      ...(look?.stuck && { zeroGradient: 1 }),
    },
  };
}
