import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../core/records/lab-error';
import { rgbaOf } from '../../networks/kernels/picture/packed-pixels';
import { readBack, type ReadBack } from '../../tensors/read-back';
import type { Network, Trace } from '../../networks/executor/network';
import type { Shown, Sight } from './ascent';
import type { Iterate, Way } from './climb';
import { opacityOf } from './opacity';
import { shownPicture, type ShownPicture } from './shown-picture';
import { phrase } from '../../words/say';

/** What measures an iterate. */
type Gauges = Pick<Way, 'aim' | 'parameterisation' | 'regularisers'>;

/** What the network says of an iterate, and whether the step to it found nowhere to go. */
export interface IterateView extends Sight {
  readonly stuck: boolean;
}

/** The picture of an iterate rounded, classified and measured, in one readback. */
export async function lookAtPicture(network: Network, at: Iterate, gauges: Gauges): Promise<Shown> {
  return shownOf(await readBack(() => pictureOf(network, at, gauges)), at);
}

/**
 * What a pass through the network says of an iterate; its picture comes in the same readback where it is wanted at once.
 * Throws `zero-gradient` where the slope that led here was not a number.
 */
export async function lookAtIterate(
  network: Network,
  at: Iterate,
  { trace, copies, beside }: { readonly trace: Trace } & Pick<IterateView, 'copies' | 'beside'>,
  gauges: Gauges,
  wanted: boolean,
): Promise<IterateView> {
  const iterate = () => ({ iterateLogits: trace.logits, peak: at.peak ?? tf.scalar(1) });
  const read = async () => {
    if (!wanted) return { ...(await readBack(iterate)), picture: null };
    const both = await readBack(() => ({ ...pictureOf(network, at, gauges), ...iterate() }));
    const { iterateLogits, peak, ...picture } = both;
    return { iterateLogits, peak, picture: shownOf(picture, at) };
  };
  const { iterateLogits, peak, picture } = await read();
  if (Number.isNaN(peak[0])) throw notANumber();
  let shown = picture;
  return {
    logits: iterateLogits,
    copies,
    beside,
    stuck: peak[0] === 0,
    shown: async () => (shown ??= await lookAtPicture(network, at, gauges)),
  };
}

type PictureTensors = Omit<ShownPicture, 'shown'> & Readonly<Record<string, tf.Tensor>>;

function pictureOf(
  network: Network,
  at: Iterate,
  { aim, parameterisation, regularisers }: Gauges,
): PictureTensors {
  const { shown, ...picture } = shownPicture(network, at.x, aim.objective);
  const charged = regularisers.map(({ scalar, measure }) => [scalar, measure(shown)] as const);
  const felt = at.felt && { felt: tf.clone(at.felt) };
  return { ...picture, ...felt, ...parameterisation.measure?.(at), ...Object.fromEntries(charged) };
}

function shownOf(
  { bytes, companions, felt, logits, ...scalars }: ReadBack<PictureTensors>,
  { x }: Iterate,
): Shown {
  const [count, height, width] = x.shape;
  const measured = Object.entries(scalars).map(([name, [value]]) => [name, value as number] as const);
  return {
    pixels: rgbaOf(bytes, height * width),
    ...(companions && { companions: rgbaOf(companions, (count - 1) * height * width) }),
    ...(felt && { opacity: opacityOf(felt) }),
    logits,
    measured: Object.fromEntries(measured),
  };
}

/** The error of a slope that is not a number. */
export function notANumber(): LabError {
  return new LabError(
    'zero-gradient',
    phrase('The gradient is not a number, so there is no direction to go in.'),
    phrase('Try a smaller step size, or another engine.'),
  );
}
