import type { Random } from '../../../core/random/random';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { searchByQueries } from './query-search';
import { RECTANGLE, type RectangleColour, type RectangleParams } from './rectangle.params';

const PLAIN: Readonly<Record<Exclude<RectangleColour, 'drawn'>, number>> = {
  white: 255,
  grey: 128,
  black: 0,
};

/** A rectangle of one colour on the picture, at a place that is given or the best of those tried. */
export const rectangle: Method<RectangleParams> = {
  ...RECTANGLE,
  async *run(network, picture, context) {
    const { random } = context;
    const { aim, place, colour, left, top } = context.params();
    const [height, width] = network.graph.input.size;
    // At one place in one colour there is but one rectangle to ask about.
    const isOne = place === 'given' && colour !== 'drawn';
    yield* searchByQueries(network, requirePicture(RECTANGLE, picture), context, {
      aim,
      score: 'margin',
      isOne,
      propose({ photo, params }, out) {
        const sides = {
          width: Math.max(1, Math.round((params.width / 100) * width)),
          height: Math.max(1, Math.round((params.height / 100) * height)),
        };
        const room = [width - sides.width, height - sides.height] as const;
        const [x0, y0] =
          place === 'searched'
            ? [random.integer(0, room[0]), random.integer(0, room[1])]
            : [Math.round((left / 100) * room[0]), Math.round((top / 100) * room[1])];
        const filling = colourOf(colour, random);
        out.set(photo);
        for (let y = y0; y < y0 + sides.height; y++)
          for (let x = x0; x < x0 + sides.width; x++) out.set(filling, 3 * (y * width + x));
      },
    });
  },
};

function colourOf(colour: RectangleColour, random: Random): readonly number[] {
  if (colour === 'drawn') return [0, 1, 2].map(() => random.integer(0, 255));
  const grey = PLAIN[colour];
  return [grey, grey, grey];
}
