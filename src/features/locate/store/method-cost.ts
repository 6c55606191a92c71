import type { MethodInfo, ParamValues } from '../../../methods/catalog/params';

/** Forward passes that cost as much as a gradient. */
const FORWARDS = 3;

/** About how many gradients through the network a map takes: the weight of its share of the progress. */
export function mapCost({ id }: Pick<MethodInfo, 'id'>, params: ParamValues, side: number): number {
  const number = (key: string): number => Number(params[key] ?? 1);
  switch (id) {
    case 'smooth-grad':
      return number('samples');
    case 'integrated-gradients':
      return number('steps');
    case 'xrai':
      return 2 * number('steps');
    case 'occlusion':
      return (Math.floor((side - number('patch')) / number('stride')) + 1) ** 2 / FORWARDS;
    case 'rise':
      return number('masks') / FORWARDS;
    default:
      return 1;
  }
}
