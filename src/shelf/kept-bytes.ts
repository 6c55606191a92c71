/** How many bytes plain data takes, about: its arrays and files, each buffer once, and a little for each number and word. */
export function keptBytes(data: unknown): number {
  const seen = new Set<object>();
  const bytesOf = (value: unknown): number => {
    if (typeof value === 'string') return 2 * value.length;
    if (typeof value !== 'object' || value === null) return 8;
    const counted = ArrayBuffer.isView(value) ? value.buffer : value;
    if (seen.has(counted)) return 0;
    seen.add(counted);
    if (counted instanceof Blob) return counted.size;
    if (ArrayBuffer.isView(value)) return value.buffer.byteLength;
    const parts: Iterable<unknown> = value instanceof Map ? [...value].flat() : Object.values(value);
    let sum = 16;
    for (const part of parts) sum += bytesOf(part);
    return sum;
  };
  return bytesOf(data);
}
