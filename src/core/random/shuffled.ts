import type { Random } from './random';

/** The items in an order drawn at random (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Pick<Random, 'integer'>): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
