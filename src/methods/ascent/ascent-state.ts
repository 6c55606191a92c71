import * as tf from '@tensorflow/tfjs-core';
import type { AscentState, TensorValues } from '../../core/records/ascent-state';
import type { RandomState } from '../../core/random/random';
import { readBack, type ReadBack } from '../../tensors/read-back';
import type { Iterate } from './climb';

/** Where an ascent stands after `step` steps, read in one go. */
export async function stateOf(
  { x, variable, view, felt, memory = [] }: Iterate,
  step: number,
  random: RandomState,
): Promise<AscentState> {
  const isApart = x !== variable;
  const means = Object.fromEntries(memory.map((mean, i) => [String(i), mean]));
  const read = await readBack<Record<string, tf.Tensor>>(() => ({
    variable,
    ...(isApart && { x }),
    ...(view && { view }),
    ...(felt && { felt }),
    ...means,
  }));
  return {
    step,
    variable: valuesOf(variable, read, 'variable'),
    ...(isApart ? { x: valuesOf(x, read, 'x') } : {}),
    ...(view && { view: valuesOf(view, read, 'view') }),
    ...(felt && { felt: valuesOf(felt, read, 'felt') }),
    memory: memory.map((tensor, i) => valuesOf(tensor, read, String(i))),
    random,
  };
}

function valuesOf(
  { shape }: tf.Tensor,
  read: ReadBack<Record<string, tf.Tensor>>,
  name: string,
): TensorValues {
  return { shape: [...shape], values: read[name] as Float32Array<ArrayBuffer> };
}

/** The iterate at which an ascent stood. Caller disposes. */
export function iterateAt({ variable, x, view, felt, memory }: AscentState): Iterate {
  const tensor = tensorOf(variable);
  const point = {
    x: x ? tensorOf(x) : tensor,
    variable: tensor,
    ...(view && { view: tensorOf(view) }),
    ...(felt && { felt: tensorOf(felt) }),
  };
  return memory.length > 0 ? { ...point, memory: memory.map(tensorOf) } : point;
}

function tensorOf({ values, shape }: TensorValues): tf.Tensor4D {
  return tf.tensor4d(values, shape as [number, number, number, number]);
}
