import * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../../core/records/frame';
import type { Network } from '../../networks/executor/network';
import type { RunContext } from '../method';
import type { Ascent, Slope } from './ascent';
import { iterateAt, stateOf } from './ascent-state';
import { nodeOf } from '../weighted-objective';
import { type Around, climb, passThrough, type Iterate } from './climb';
import { frameOf } from './frame';
import { lookAtIterate, lookAtPicture, type IterateView } from './iterate-view';
import { lookAround, viewsOf } from './look-around';

/**
 * Frames of an ascent, the last of which is its result. A turn is a checkpoint, a pass through the network and a step.
 *
 * Without a goal an iterate is shown before the checkpoint, so that a run which is held shows where it stands, and nothing is
 * read of what is not shown. With a goal it is looked at after the checkpoint, so that a stop rule moved while the run is held
 * judges the iterate at hand, by the very pass that the step then differentiates.
 */
export async function* ascend<P>(
  network: Network,
  context: RunContext<P>,
  ascent: Ascent<P>,
): AsyncGenerator<Frame, void, void> {
  const { parameterisation, goal } = ascent;
  const { target, gradientScale: scale, random } = context;
  const from = ascent.isWhole ? context.from : undefined;
  let at: Iterate = from ? iterateAt(from) : parameterisation.start();
  if (from) random.goOnFrom(from.random);

  const wayOf = (params: P) => ({
    aim: { objective: ascent.objective(params), target, scale },
    parameterisation,
    regularisers: ascent.regularisers?.(params) ?? [],
  });
  const frame = async (step: number, params: P, look: IterateView | null = null): Promise<Frame> => {
    const shown = await (look?.shown() ?? lookAtPicture(network, at, wayOf(params)));
    return frameOf(network, target, ascent, { step, params, shown, look });
  };

  try {
    const first = from?.step ?? 0;
    for (let step = first; ; step++) {
      // What this step draws is not drawn yet.
      const undrawn = random.state();
      const stand = ascent.isWhole ? () => stateOf(at, step, undrawn) : undefined;
      let isShown = false;
      if (!goal) {
        const params = context.params();
        const steps = ascent.steps(params);
        isShown = step === first || context.wantsFrame(step, steps) || step >= steps;
        if (isShown) yield await frame(step, params);
        if (step >= steps) context.catchUp?.(step);
        if (step >= ascent.steps(context.params())) {
          if (stand) await context.leave?.(step, stand);
          return;
        }
      }
      const isStopped = (await context.checkpoint(step, stand)) === 'stop';
      const params = context.params();
      if (!goal && isStopped) {
        if (!isShown) yield await frame(step, params);
        return;
      }

      const parts = ascent.parts(params, step);
      const arrived = ascent.arrive?.(at, params, step);
      if (arrived) {
        tf.dispose(at);
        at = arrived;
      }
      const pass = passThrough(network, at.view ?? at.x, parts.transforms, nodeOf(ascent.objective(params)));
      let around: Around | null = null;
      try {
        let read: Pick<Slope, 'logits' | 'copies' | 'beside'> = { logits: null, copies: [], beside: null };
        if (goal) {
          const { copies = [] } = parts;
          const views = viewsOf(network, copies, wayOf(params).aim, ascent.beside);
          around = await lookAround(at.x, views, () => context.turn());
          const seen = {
            trace: pass.trace,
            copies: around.logits.slice(0, copies.length),
            beside: around.logits[copies.length] ?? null,
          };
          const steps = ascent.steps(params);
          const isLast = isStopped || step >= steps;
          const isWanted = isLast || context.wantsFrame(step, steps);
          const look = await lookAtIterate(network, at, seen, wayOf(params), isWanted);
          const isOver = isLast || look.stuck || (await goal.reached(look, params));
          if (isWanted || isOver) yield await frame(step, params, look);
          if (isOver) {
            if (stand && !look.stuck) await context.leave?.(step, stand);
            return;
          }
          read = look;
        }
        const next = climb(network, at, { ...pass, ...read, around }, parts, wayOf(params));
        tf.dispose(at);
        at = next;
      } finally {
        around?.slope?.dispose();
        pass.dispose();
      }
    }
  } finally {
    tf.dispose(at);
    parameterisation.dispose?.();
  }
}
