import { isView, opOf } from '../ops/index';
import type { NetworkGraph, Node } from './graph';
import type { LayerShapes, OpWork } from './layer-work';
import { outputShape } from './output-shape';
import { planForward } from './plan';
import { sizeOf, type Shape } from './shapes';

/** What one layer takes for one picture. */
export interface LayerWork extends OpWork {
  /** Of the value it leaves behind: the rectifier's where one is computed together with its convolution. */
  readonly id: string;
  /** Of its value, as float32, which is kept for going back; 0 where it is another's in a new shape. */
  readonly bytes: number;
}

/** What a network takes for one picture, forward; a step of a method goes back as well, at two to three times that. */
export interface WorkEstimate extends OpWork {
  readonly layers: readonly LayerWork[];
  /** Of the values kept for going back. */
  readonly activationBytes: number;
  /** As float32 on the backend, however they are stored. */
  readonly weightBytes: number;
  /** The most that a step holds at once: weights, what is kept, and the gradient on its way past the largest layer. */
  readonly peakBytes: number;
}

const FLOAT_BYTES = 4;

/**
 * A network's work from its graph and its weights' shapes alone; nothing is computed.
 * Throws LabError `unsupported-model` where the shapes do not fit together.
 */
export function estimateWork(
  graph: NetworkGraph,
  weights: Iterable<readonly [name: string, weight: { readonly shape: Shape }]>,
): WorkEstimate {
  const weightShapes = new Map<string, Shape>();
  for (const [name, { shape }] of weights) weightShapes.set(name, shape);
  const weight = (name: string): Shape => weightShapes.get(name) ?? [];
  const shapes = new Map<string, Shape>();
  const shapeOf = (id: string): Shape => shapes.get(id) ?? [];

  const layers = planForward(graph, graph.logits).steps.map(({ result, compute }): LayerWork => {
    const inputs = compute.inputs.map(shapeOf);
    const out = compute.op === 'input' ? [...graph.input.size, 3] : outputShape(compute, inputs, weight);
    shapes.set(result.id, out);
    return {
      id: result.id,
      ...computing(compute, { output: out, inputs, weight }),
      bytes: isView(compute) ? 0 : FLOAT_BYTES * sizeOf(out),
    };
  });

  const sum = (of: (layer: LayerWork) => number): number => layers.reduce((total, one) => total + of(one), 0);
  const activationBytes = sum(({ bytes }) => bytes);
  const weightBytes = [...weightShapes.values()].reduce(
    (total, shape) => total + FLOAT_BYTES * sizeOf(shape),
    0,
  );
  const largest = layers.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  return {
    layers,
    multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
    reads: sum(({ reads }) => reads),
    activationBytes,
    weightBytes,
    peakBytes: weightBytes + activationBytes + 2 * largest,
  };
}

function computing(node: Node, shapes: LayerShapes): OpWork {
  if (node.op === 'input') return { multiplyAdds: 0, reads: sizeOf(shapes.output) };
  const { work } = opOf(node.op);
  return work === 'view' ? { multiplyAdds: 0, reads: 0 } : work(node, shapes);
}
