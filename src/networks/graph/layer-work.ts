import { sizeOf, type Shape } from './shapes';

/** What computing one node takes for one picture. */
export interface OpWork {
  /** Of convolutions and dense layers. */
  readonly multiplyAdds: number;
  /** Values read by every other layer: a pool's windows, a rectifier's input. */
  readonly reads: number;
}

/** The shapes of one node's values, without the batch axis, and of the weights by name. */
export interface LayerShapes {
  readonly output: Shape;
  readonly inputs: readonly Shape[];
  readonly weight: (name: string) => Shape;
}

/** The work of an op that reads each of its inputs' values once. */
export function readsOnce(_node: unknown, { inputs }: LayerShapes): OpWork {
  return { multiplyAdds: 0, reads: inputs.reduce((total, shape) => total + sizeOf(shape), 0) };
}

/** The work of a pool, which reads a window for each of its values. */
export function readsWindows(
  { size }: { readonly size: readonly [number, number] },
  { output }: LayerShapes,
): OpWork {
  return { multiplyAdds: 0, reads: sizeOf(output) * size[0] * size[1] };
}
