import type * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../../../src/core/records/frame';
import { createRandom } from '../../../src/core/random/seeded-random';
import type { Method, RunContext } from '../../../src/methods/method';
import type { ParamValues } from '../../../src/methods/catalog/params';
import { resolveParams } from '../../../src/methods/catalog/resolve-params';
import type { Network } from '../../../src/networks/executor/network';

export { photo } from '../../../testing/tiny-on-photos';

export interface Drive<P> extends Partial<Omit<RunContext<P>, 'params' | 'random'>> {
  readonly x?: tf.Tensor4D | null;
  readonly seed?: number;
  /** Overrides of the defaults; a function is asked anew at every step. */
  readonly params?: Overrides<P> | (() => Overrides<P>);
}

type Overrides<P> = Partial<P> & { readonly preset?: string };

/** The run of a method as a generator, with a context that shows every frame unless told otherwise. */
export function start<P>(
  method: Method<P>,
  network: Network,
  drive: Drive<P> = {},
): AsyncGenerator<Frame, void, void> {
  const { x = null, seed = 1, params } = drive;
  const overrides = (): object => (typeof params === 'function' ? params() : (params ?? {}));
  return method.run(network, x, {
    target: drive.target ?? 1,
    others: drive.others ?? [],
    beside: drive.beside,
    start: drive.start,
    random: createRandom(seed),
    gradientScale: drive.gradientScale ?? 1,
    params: () => resolveParams(method as unknown as Method<ParamValues>, { ...overrides() }) as P,
    checkpoint: drive.checkpoint ?? (() => Promise.resolve('go')),
    turn: drive.turn ?? (() => Promise.resolve()),
    atOnce: drive.atOnce ?? ((asked, work) => Promise.resolve(asked || (work === 'forward' ? 4 : 1))),
    wantsFrame: drive.wantsFrame ?? (() => true),
  });
}

/** Every frame of a run. */
export async function frames<P>(method: Method<P>, network: Network, drive: Drive<P> = {}): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of start(method, network, drive)) all.push(frame);
  return all;
}

/** The result of a run: its last frame. */
export async function result<P>(method: Method<P>, network: Network, drive: Drive<P> = {}): Promise<Frame> {
  return (await frames(method, network, drive)).at(-1)!;
}
