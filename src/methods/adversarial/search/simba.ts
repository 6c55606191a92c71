import type { Random } from '../../../core/random/random';
import type { Size } from '../../../core/pictures/size';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import type { Colours } from '../colours';
import { searchByQueries } from './query-search';
import { SIMBA, type SimbaParams } from './simba.params';

/** Adds `amount` of a direction of length 1, by its number, to a picture. */
type Add = (out: Colours, direction: number, amount: number) => void;

/**
 * One direction of an orthonormal basis after another, none twice: a step down it, then where that did not help a step up.
 * `stepSize` is in grey levels. Departs from the paper by asking about bytes only. https://arxiv.org/abs/1905.07121
 */
export const simba: Method<SimbaParams> = {
  ...SIMBA,
  async *run(network, picture, context) {
    const { aim, basis, frequencies } = context.params();
    const [height, width] = network.graph.input.size;
    const sides = [Math.min(frequencies, height), Math.min(frequencies, width)] as const;
    const count = basis === 'dct' ? 3 * sides[0] * sides[1] : 3 * height * width;
    const add = basis === 'dct' ? addWave({ width, height }, sides[1]) : addValue;
    const next = inRandomOrder(count, context.random);
    let direction = next();
    /** Down has been tried, and did not help. */
    let isUp = false;
    yield* searchByQueries(network, requirePicture(SIMBA, picture), context, {
      aim,
      score: 'log-probability',
      propose({ best, query, kept, params: { stepSize } }, out) {
        if (query > 0) {
          isUp = !isUp && !kept;
          if (!isUp) direction = next();
        }
        out.set(best);
        add(out, direction, isUp ? stepSize : -stepSize);
      },
    });
  },
};

const addValue: Add = (out, direction, amount) => {
  out[direction] = (out[direction] as number) + amount;
};

/** Cosine waves of one colour (DCT-II), `columns` of them across: number `3 * (down * columns + across) + colour`. */
function addWave({ width, height }: Size, columns: number): Add {
  const wave = (length: number, frequency: number): Float64Array => {
    const scale = Math.sqrt((frequency === 0 ? 1 : 2) / length);
    return Float64Array.from(
      { length },
      (_, at) => scale * Math.cos((Math.PI * frequency * (2 * at + 1)) / (2 * length)),
    );
  };
  return (out, direction, amount) => {
    const [colour, place] = [direction % 3, Math.floor(direction / 3)];
    const across = wave(width, place % columns);
    const down = wave(height, Math.floor(place / columns));
    for (let y = 0; y < height; y++) {
      const high = amount * (down[y] as number);
      for (let x = 0; x < width; x++) {
        const i = 3 * (y * width + x) + colour;
        out[i] = (out[i] as number) + high * (across[x] as number);
      }
    }
  };
}

/** The numbers below `count` in an order drawn at random (Fisher-Yates, as far as it is asked for), then once more anew. */
function inRandomOrder(count: number, random: Random): () => number {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let taken = 0;
  return () => {
    if (taken === count) taken = 0;
    const other = random.integer(taken, count - 1);
    const drawn = order[other] as number;
    order[other] = order[taken] as number;
    order[taken] = drawn;
    taken++;
    return drawn;
  };
}
