import type { SaliencyInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';

const LARGE_NETWORK = 20e6;

/** Whether a network of so many parameters takes seconds for one pass: then nothing is drawn of it that nobody asked for. */
export function isLargeNetwork(parameters: number): boolean {
  return parameters > LARGE_NETWORK;
}

/** Whether a method draws its map in one pass through the network. */
export function isOnePass({ cost }: Pick<SaliencyInfo, 'cost'>): boolean {
  return cost === 'one-gradient';
}

/** About how many gradients through the network a map takes, on pictures of `side` pixels. */
export function mapCost({ cost }: Pick<SaliencyInfo, 'cost'>, params: ParamValues, side: number): number {
  return cost === 'one-gradient' ? 1 : cost.gradients(params, side);
}
