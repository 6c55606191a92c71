import { unsupportedModel } from '../graph/failures';
import type { WeightArray, WeightArrays } from '../graph/graph';
import type { WeightType } from './stored-weight';
import { encodeWeight, storedWeight } from './weight-storage';
import { phrase } from '../../words/say';

/** A stretch of a file that is read when it is needed and let go after. */
export interface FarBytes {
  readonly length: number;
  /** The bytes. Throws a plain Error between `release` and `load`. */
  bytes(): Uint8Array;
  load(): Promise<void>;
  release(): void;
}

/** Numbers made when they are asked for, from what lies far off or from other such numbers. */
export interface LazyNumbers {
  readonly length: number;
  /** What must be loaded before `make`. */
  readonly far: readonly FarBytes[];
  make(): Float32Array;
}

/** Numbers made from others, of the given length. */
export function madeFrom<T extends readonly LazyNumbers[]>(
  sources: T,
  length: number,
  make: (...values: { [K in keyof T]: Float32Array }) => Float32Array,
): LazyNumbers {
  return {
    length,
    far: [...new Set(sources.flatMap((source) => source.far))],
    make: () => make(...(sources.map((source) => source.make()) as { [K in keyof T]: Float32Array })),
  };
}

/** Numbers that are there already. */
export function present(values: Float32Array): LazyNumbers {
  return { length: values.length, far: [], make: () => values };
}

/** A weight still to be made. */
export interface PendingWeight {
  readonly shape: readonly number[];
  readonly numbers: LazyNumbers;
}

/** What an importer collects: weights kept as the file has them, and weights still to be made. */
export type CollectedWeights = ReadonlyMap<string, WeightArray | PendingWeight>;

/** The numbers of either kind. */
export function numbersOf(weight: WeightArray | PendingWeight): LazyNumbers {
  if ('numbers' in weight) return weight.numbers;
  const length = weight.shape.reduce((product, side) => product * side, 1);
  return { length, far: [], make: () => weight.values };
}

/** Every weight made, at once, and kept as `dtype`; nothing may lie far off. */
export function settleNow(weights: CollectedWeights, dtype: WeightType = 'float32'): WeightArrays {
  return new Map([...weights].map(([name, weight]) => [name, settled(name, weight, dtype)]));
}

/**
 * Every weight made, one after the other: each is loaded, made, kept as `dtype` (biases always as float32) and its bytes
 * let go before the next, so that no more than the largest one is in memory beside the result.
 */
export async function settle(
  weights: CollectedWeights,
  dtype: WeightType,
  onSettled: (done: number) => void = () => undefined,
): Promise<WeightArrays> {
  const made = new Map<string, WeightArray>();
  for (const [name, weight] of weights) {
    const { far } = numbersOf(weight);
    for (const bytes of far) await bytes.load();
    made.set(name, settled(name, weight, dtype));
    for (const bytes of far) bytes.release();
    onSettled(made.size / weights.size);
  }
  return made;
}

function settled(name: string, weight: WeightArray | PendingWeight, dtype: WeightType): WeightArray {
  const compact = dtype !== 'float32' && weight.shape.length > 1;
  if ('numbers' in weight) {
    const values = finite(name, weight.numbers.make());
    return storedWeight(weight.shape, encodeWeight(values, compact ? dtype : 'float32'));
  }
  if (weight.stored?.dtype !== 'uint8') finite(name, weight.values);
  const kept = weight.stored?.dtype ?? 'float32';
  return compact && kept === 'float32'
    ? storedWeight(weight.shape, encodeWeight(weight.values, dtype))
    : weight;
}

/** The values, none of them NaN or infinite. Throws LabError `unsupported-model`. */
function finite(name: string, values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value - value !== 0) {
      throw unsupportedModel(
        phrase('Weight “{name}” holds {value}: the network was not trained to an end, or is damaged.', {
          name,
          value,
        }),
      );
    }
  }
  return values;
}
