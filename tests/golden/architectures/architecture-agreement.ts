import * as tf from '@tensorflow/tfjs-core';
import { cosine } from '../../../src/core/statistics/cosine';
import type { ImportedNetwork } from '../../../src/networks/graph/graph';
import { createNetwork } from '../../../src/networks/executor/executor';
import { camLayers } from '../../../src/methods/saliency/class-activation/cam-layers';
import { classActivation } from '../../../src/methods/saliency/class-activation/class-activation';
import { type ArchitectureCase, byBlocks, floats, hashedPicture, importCase } from './architecture-cases';

/** How far an architecture's file, read by the lab, agrees with PyTorch. */
export interface Agreement {
  /** Largest difference of a logit, over the largest logit. */
  readonly logits: number;
  /** Cosine of the two gradients of the best class's logit, by blocks of pixels. */
  readonly gradient: number;
  /** Cosine of the two class activation maps; null where PyTorch's is of a map of another size. */
  readonly cam: number | null;
}

/** PyTorch's numbers of an architecture. */
export type References = Omit<ArchitectureCase, 'files' | 'by'>;

export async function agreementOf(one: ArchitectureCase, exporter: string): Promise<Agreement> {
  return agreementWith(await importCase(one, exporter), one);
}

/** How far a network that was read agrees with them. */
export function agreementWith({ graph, weights }: ImportedNetwork, one: References): Agreement {
  const network = createNetwork(graph, weights);
  const x = tf.tensor4d(hashedPicture(one.size), [1, one.size, one.size, 3]);
  const [layer] = camLayers(graph);
  const trace = network.forward(x);
  const [logits, gradient, cam] = tf.tidy(() => {
    const dy = tf.cast(tf.oneHot([one.target], graph.classes.length), 'float32');
    const { input } = network.backward(trace, new Map([[graph.logits, dy]]));
    const aim = { objective: 'logit', target: one.target, scale: 1 } as const;
    const seen = one.cam && layer ? classActivation(network, trace, aim, layer).weighted : null;
    return [trace.logits.dataSync(), input.dataSync<'float32'>(), seen?.dataSync()];
  });
  trace.dispose();
  network.dispose();
  x.dispose();
  const expected = floats(one.logits);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - logits[i]!)), 0);
  const map = one.cam ? floats(one.cam.values) : null;
  return {
    logits: worst / largest,
    gradient: cosine(byBlocks(gradient, one.size), floats(one.gradient)),
    cam: map && cam && cam.length === map.length ? cosine(cam, map) : null,
  };
}
