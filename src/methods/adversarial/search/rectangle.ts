import type { Colour } from '../../catalog/params';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { boxOfShares } from '../shares-of-picture';
import { searchByQueries } from './query-search';
import { RECTANGLE, rectangleColour, type RectangleParams } from './rectangle.params';

/** A rectangle of one colour on the picture, at a place that is given or the best of those tried. */
export const rectangle: Method<RectangleParams> = {
  ...RECTANGLE,
  async *run(network, picture, context) {
    const { random } = context;
    const { aim, place, left, top, ...given } = context.params();
    const plain = bytesOf(rectangleColour(given));
    const [height, width] = network.graph.input.size;
    // At one place in one colour there is but one rectangle to ask about.
    const isOne = place === 'given' && plain !== null;
    yield* searchByQueries(network, requirePicture(RECTANGLE, picture), context, {
      aim,
      score: 'margin',
      isOne,
      propose({ photo, params }, out) {
        const sides = boxOfShares(
          { width: params.width, height: params.height, left, top },
          { width, height },
        );
        const [x0, y0] =
          place === 'searched'
            ? [random.integer(0, width - sides.width), random.integer(0, height - sides.height)]
            : [sides.x, sides.y];
        const filling = plain ?? [0, 1, 2].map(() => random.integer(0, 255));
        out.set(photo);
        for (let y = y0; y < y0 + sides.height; y++)
          for (let x = x0; x < x0 + sides.width; x++) out.set(filling, 3 * (y * width + x));
      },
    });
  },
};

function bytesOf(colour: Colour | null): readonly number[] | null {
  return colour && [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
