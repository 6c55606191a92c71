import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random/random';
import type { Transform } from '../ascent/ascent';
import { crops } from '../ascent/parts/crops';
import { jitter } from '../ascent/parts/jitter';
import { scaled } from '../ascent/parts/scaled';
import { createTurns, type Turns } from '../ascent/parts/turned';
import type { ClassVisualisationParams } from './class-visualisation.params';

/** Stops of the random sizes, in percent, and of the random angles, in degrees. */
const STOP = 5;

type Sides = readonly [height: number, width: number];

/** What the network is shown at each step. `dispose()` frees what angles were worked out. */
export interface RandomViews {
  /** Drawn when this is called: shifted, larger or smaller, turned, cropped, with noise, as far as the parameters ask for it. */
  readonly of: (params: ClassVisualisationParams, step: number, size: Sides) => readonly Transform[];
  dispose(): void;
}

/** Random views of pictures, each as large as its picture. */
export function createViews(random: Random): RandomViews {
  const kept = new Map<string, Turns>();
  const turnsOf = (size: Sides): Turns => {
    const turns = kept.get(String(size)) ?? createTurns(size);
    kept.set(String(size), turns);
    return turns;
  };
  const stop = (most: number): number =>
    STOP * random.integer(-Math.floor(most / STOP), Math.floor(most / STOP));
  return {
    of(
      { jitter: pixels, scaling, turning, crops: count, cropSide, cropSideLast, iterations, viewNoise },
      step,
      size,
    ) {
      const views: Transform[] = [jitter(pixels, random)];
      if (scaling > 0) views.push(scaled(size, 1 + stop(scaling) / 100));
      if (turning > 0) views.push(turnsOf(size).by(stop(turning)));
      if (count > 0) {
        const side = cropSide + (cropSideLast - cropSide) * Math.min(1, step / Math.max(1, iterations - 1));
        views.push(crops(size, { count, side }, random));
      }
      if (viewNoise > 0) views.push(withNoise(viewNoise, [Math.max(1, count), ...size, 3], random));
      return views;
    },
    dispose: () => {
      for (const turns of kept.values()) turns.dispose();
    },
  };
}

/** Normal noise added to what is shown; nothing of it goes back. */
function withNoise(deviation: number, shape: [number, number, number, number], random: Random): Transform {
  const values = random.normals(shape.reduce((product, length) => product * length));
  return {
    apply: (x) => tf.add(x, tf.mul(tf.tensor4d(values, shape), deviation)),
    pullBack: (gradient) => gradient,
  };
}
