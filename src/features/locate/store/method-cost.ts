import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import type { ParamValues } from '../../../methods/catalog/params';

/** About how many gradients through the network a map takes: the weight of its share of the progress. */
export function mapCost({ cost }: Pick<SaliencyInfo, 'cost'>, params: ParamValues, side: number): number {
  return cost === 'one-gradient' ? 1 : cost.gradients(params, side);
}
