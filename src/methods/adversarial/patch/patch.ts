import type { Box } from '../../../core/localisation/box';
import type { Size } from '../../../core/pictures/size';
import type { Random } from '../../../core/random/random';
import { packRgba, roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import { readBack } from '../../../tensors/read-back';
import { notANumber } from '../../ascent/iterate-view';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { fools } from '../attack';
import { answerAndGradient, type BytesAnswer } from '../bytes-answer';
import { bytesFrames } from '../bytes-frame';
import { type Colours, roundInto } from '../colours';
import { patchBox } from './patch-box';
import { PATCH, type PatchParams } from './patch.params';
import {
  addPulledBack,
  paste,
  type PatchForm,
  type Placement,
  reachOf,
  type Taps,
  tapsOf,
} from './placement';
import { createPaint } from './paint';

/** So many of the last places drawn are counted, and so many of them must fool for a sticker that works everywhere. */
const COUNTED = 20;
const NEEDED = 12;

/**
 * A patch on the picture whose own pixels climb the class's log-probability, summed over the place shown and places drawn anew
 * at each step. What is classified is always a picture of bytes; the gradient is passed straight through its rounding. Scalars
 * besides the attack's: `places`, how many of the last places drawn are counted (20 at most), and `placesFooled`, at how many of
 * them it fooled, each asked before the patch was changed for it. Departs from the paper by having one photo, and by taking
 * steps of the gradient's sign with momentum. https://arxiv.org/abs/1712.09665
 */
export const patch: Method<PatchParams> = {
  ...PATCH,
  async *run(network, picture, context) {
    const start = requirePicture(PATCH, picture);
    const { target, random } = context;
    const { aim, shape, places, ...given } = context.params();
    const [height, width] = network.graph.input.size;
    const room: Size = { width, height };
    const form: PatchForm = { side: patchBox(given, room).width, shape };
    const isFooled = fools(network, target, aim);
    const { bytes: photo } = await readBack(() => ({ bytes: roundToBytes(start) }));
    const frameOfBytes = bytesFrames(network, packRgba(photo), target, isFooled);
    const paint = createPaint(form, aim === 'towards' ? 1 : -1);
    const colours: Colours = photo.slice();
    const rounded: Colours = photo.slice();
    const aimed = { objective: 'log-probability', target, scale: context.gradientScale } as const;

    /** The answer to the patch as it lies, with the gradient that this gives; the picture asked about is in `rounded`. */
    const ask = (taps: Taps): Promise<BytesAnswer> => {
      colours.set(photo);
      paste(paint.colours, taps, colours);
      roundInto(rounded, colours, network.graph.input.grey);
      return answerAndGradient(network, rounded, aimed);
    };

    let tried: readonly boolean[] = [];
    for (let step = 0; ; step++) {
      const isStopped = (await context.checkpoint(step)) === 'stop';
      const params = context.params();
      const taps = tapsOf(form, shownAt(patchBox(params, room)), room);
      const { logits, gradient } = await ask(taps);
      const shown = { pixels: packRgba(rounded), logits };
      const frame = (scalars: Readonly<Record<string, number>> = {}) =>
        frameOfBytes(shown, {
          step,
          steps: params.steps,
          scalars: {
            queries: step * (1 + places),
            ...(places > 0 && { places: tried.length, placesFooled: tried.filter(Boolean).length }),
            ...scalars,
          },
        });
      const isOver = isStopped || step >= params.steps || hasReached(isFooled(logits), tried, params);
      if (isOver || context.wantsFrame(step, params.steps)) yield frame();
      if (isOver) return;

      const slope: Colours = new Float32Array(paint.colours.length);
      addPulledBack(gradient, taps, slope);
      for (let place = 0; place < places; place++) {
        await context.turn();
        const other = tapsOf(form, drawn(form, params, { room, random }), room);
        const answer = await ask(other);
        addPulledBack(answer.gradient, other, slope);
        tried = [...tried, isFooled(answer.logits)].slice(-COUNTED);
      }
      if (slope.some(Number.isNaN)) throw notANumber();
      if (!paint.climb(slope, params.stepSize)) {
        yield frame({ zeroGradient: 1 });
        return;
      }
    }
  },
};

function hasReached(
  isFooled: boolean,
  tried: readonly boolean[],
  { stopRule, places }: Pick<PatchParams, 'stopRule' | 'places'>,
): boolean {
  if (stopRule === 'never' || !isFooled) return false;
  const isEnough = tried.length >= NEEDED && tried.slice(-NEEDED).every(Boolean);
  return stopRule === 'rounded' || places === 0 || isEnough;
}

/** Upright in its box, pixel for pixel. */
function shownAt({ x, y, width, height }: Box): Placement {
  return { x: x + width / 2, y: y + height / 2, scale: 1, turn: 0 };
}

/** A place of all those where the whole patch is seen, turned and scaled as far as it may be. */
function drawn(
  form: PatchForm,
  { turn, zoom }: PatchParams,
  { room, random }: { readonly room: Size; readonly random: Random },
): Placement {
  const spread = (reach: number): number => reach * (2 * random.uniform() - 1);
  const lies = { scale: 1 + spread(zoom / 100), turn: spread((turn * Math.PI) / 180) };
  const reach = Math.min(reachOf(form, lies), room.width / 2, room.height / 2);
  return {
    ...lies,
    x: reach + random.uniform() * (room.width - 2 * reach),
    y: reach + random.uniform() * (room.height - 2 * reach),
  };
}
