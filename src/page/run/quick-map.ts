import type { SaliencyInfo } from '../../methods/catalog/method-info';

const LARGE_NETWORK = 20e6;

/** Whether a network of so many parameters takes seconds for one pass: then nothing is drawn of it that nobody asked for. */
export function isLargeNetwork(parameters: number): boolean {
  return parameters > LARGE_NETWORK;
}

/** Whether a method draws its map in one pass through the network. */
export function isOnePass({ cost }: Pick<SaliencyInfo, 'cost'>): boolean {
  return cost === 'one-gradient';
}
