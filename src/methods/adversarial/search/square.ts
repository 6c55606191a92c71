import type { Random } from '../../../core/random/random';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import type { Colours } from '../colours';
import { searchByQueries } from './query-search';
import { SQUARE_LINF, type SquareParams } from './square.params';

/** Of ten thousand queries, those after which the squares' share of the picture is halved. */
const HALVED_AFTER = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];
const SCHEDULE = 10_000;

/** Share of the picture that a square covers at a query of so many. */
export function squareShare(first: number, query: number, queries: number): number {
  const at = Math.floor((query / queries) * SCHEDULE);
  return first / 2 ** HALVED_AFTER.filter((after) => at > after).length;
}

/**
 * Square attack for the largest change: the first candidate has stripes of one column, each colour ε up or down; every later
 * one takes the best and sets a square's three colours to the photo's ± ε. https://arxiv.org/abs/1912.00049
 */
export const squareLinf: Method<SquareParams> = {
  ...SQUARE_LINF,
  async *run(network, picture, context) {
    const { random } = context;
    const { aim, epsilon, share } = context.params();
    const [height, width] = network.graph.input.size;
    yield* searchByQueries(network, requirePicture(SQUARE_LINF, picture), context, {
      aim,
      score: 'margin',
      propose({ photo, best, query, params: { queries } }, out) {
        if (query === 0) {
          stripes(photo, out, { width, epsilon, random });
          return;
        }
        out.set(best);
        const covered = squareShare(share, query - 1, queries) * width * height;
        const side = Math.min(width, height, Math.max(1, Math.round(Math.sqrt(covered))));
        const [top, left] = [random.integer(0, height - side), random.integer(0, width - side)];
        for (let c = 0; c < 3; c++) {
          const change = sign(random) * epsilon;
          for (let y = top; y < top + side; y++) {
            for (let x = left; x < left + side; x++) {
              const i = 3 * (y * width + x) + c;
              out[i] = (photo[i] as number) + change;
            }
          }
        }
      },
    });
  },
};

interface Stripes {
  readonly width: number;
  readonly epsilon: number;
  readonly random: Random;
}

function stripes(photo: Colours, out: Colours, { width, epsilon, random }: Stripes): void {
  const row = Array.from({ length: 3 * width }, () => sign(random) * epsilon);
  for (let i = 0; i < out.length; i++) out[i] = (photo[i] as number) + (row[i % row.length] as number);
}

const sign = (random: Random): number => (random.integer(0, 1) === 1 ? 1 : -1);
