/**
 * 0 to `count` - 1 in an order that covers the whole stretch coarsely at once and then ever finer (the radical inverse in
 * base 2, van der Corput 1935), so that a sum broken off half way has looked everywhere.
 */
export function spreadOrder(count: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(count, 1)));
  const order: number[] = [];
  for (let i = 0; i < 2 ** bits; i++) {
    const place = reversed(i, bits);
    if (place < count) order.push(place);
  }
  return order;
}

/** The lowest `bits` of `value`, last bit first. */
function reversed(value: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result = result * 2 + (Math.floor(value / 2 ** bit) % 2);
  return result;
}
