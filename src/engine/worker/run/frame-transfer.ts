import type { RunStanding } from '../../protocol/run-standing';

/** The buffers that a standing alone holds; its first picture is the run's. */
export function standingBuffers({ state: { variable, x, memory } }: RunStanding): ArrayBuffer[] {
  return [variable, ...memory, ...(x ? [x] : [])].map(({ values }) => values.buffer);
}

/** The distinct buffers behind an object's typed arrays. */
export function transferablesOf(message: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(message) as unknown[]) {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  }
  return [...buffers];
}
