import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Preprocessing } from '../../../core/records/preprocessings';
import { createInputSpace } from '../../../networks/executor/input-space';
import type { Network } from '../../../networks/executor/network';
import { readBack } from '../../../tensors/read-back';
import type { Classification } from '../../protocol/protocol';
import { describeLogits } from '../../protocol/describe-logits';
import { imageTensor } from './classify';

/**
 * What a network reads in a fitted picture where its pixels are prepared in other ways than it is loaded with. Each is one pass
 * through the same weights: the picture is moved to where the network's own preparation makes of it what the other one would.
 */
export async function readings(
  network: Network,
  image: PixelImage,
  preprocessings: readonly Preprocessing[],
): Promise<readonly Classification[]> {
  const { graph } = network;
  const own = createInputSpace(graph.input.preprocessing);
  const read: Classification[] = [];
  for (const preprocessing of preprocessings) {
    const other = createInputSpace(preprocessing);
    const { logits } = await readBack(() => ({
      logits: network.logits(own.back(other.forward(imageTensor(graph, image)))),
    }));
    read.push(describeLogits(logits, graph));
  }
  return read;
}
