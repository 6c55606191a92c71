import type { NetworkInfo } from '../../engine/protocol/protocol';

/** How a network is read, as far as its maps hang on it, as text: the same network read otherwise draws other maps. */
export function interpretationKey({
  weightsHash,
  size,
  preprocessing,
  output,
}: Pick<NetworkInfo, 'weightsHash' | 'size' | 'preprocessing' | 'output'>): string {
  return JSON.stringify([weightsHash, size, preprocessing, output]);
}
