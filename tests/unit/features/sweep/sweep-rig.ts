import type { NetworkInfo, RunResult } from '../../../../src/engine/protocol/protocol';
import type { SheetTools } from '../../../../src/features/sweep/store/draw-cell';
import type { Sweep } from '../../../../src/features/sweep/store/sweep-store';
import { networkStore } from '../../../../src/page/network/network-store';
import type { MapRequest } from '../../../../src/page/request/map-request';
import { infoOf } from '../../../../testing/fake-host';

export const SIDE = 2;

const CLASSES: Readonly<Record<string, readonly string[]>> = {
  a: ['cat', 'dog', 'owl'],
  // Other numbers, and no cat.
  b: ['owl', 'dog'],
};

export function toyInfoOf(id: string): NetworkInfo {
  const classes = (CLASSES[id] ?? []).map((name, index) => ({ index, name }));
  return { ...infoOf(id), size: [SIDE, SIDE], classes };
}

/** What a run of these numbers comes to: a picture whose grey says which seed it drew with. */
export function toyResult({ network, method, target, params, seed, fit }: MapRequest): RunResult {
  const pixels = new Uint8ClampedArray(4 * SIDE * SIDE).map((_, i) =>
    i % 4 === 3 ? 255 : 40 + (seed % 100),
  );
  const logits = new Float32Array([1, 3, 2].slice(0, toyInfoOf(network).classes.length));
  return {
    kind: 'softmax',
    logits,
    probabilities: new Float32Array([0.1, 0.6, 0.3]),
    top: [],
    pixels,
    input: pixels,
    width: SIDE,
    height: SIDE,
    steps: Number(params['iterations']),
    scalars: { logit: 1, probability: 0.1 },
    recipe: {
      version: 1,
      network,
      method,
      params,
      target: Number(target),
      seed,
      fit,
      steps: Number(params['iterations']),
    },
    timings: { totalMs: 1, stepMs: 1 },
  };
}

/** Tools that draw at once, and a diary of what they were asked; a step takes ten milliseconds. */
export function toyTools(): SheetTools & {
  readonly asked: MapRequest[];
  before: (request: MapRequest) => void;
} {
  let clock = 0;
  const tools = {
    asked: [] as MapRequest[],
    before: (() => undefined) as (request: MapRequest) => void,
    load: async (id: string) => toyInfoOf(id),
    fitPhoto: async () => ({
      width: SIDE,
      height: SIDE,
      data: new Uint8ClampedArray(4 * SIDE * SIDE).fill(9),
    }),
    async run(request: MapRequest): Promise<RunResult> {
      tools.asked.push(request);
      tools.before(request);
      clock += 10 * Number(request.params['iterations']);
      return toyResult(request);
    },
    now: () => clock,
  };
  return tools;
}

/** An empty sheet, and networks of these ids, the first in use. */
export function emptySheet({ store }: Sweep, ids: readonly string[] = ['a', 'b']): void {
  store.setState(store.getInitialState(), true);
  networkStore.setState({
    rows: ids.map((id) => ({
      id,
      title: id.toUpperCase(),
      classes: 3,
      bundled: true,
      loaded: false,
      origin: 'served' as const,
    })),
    info: toyInfoOf(ids[0] ?? 'a'),
    lastRead: {},
  });
}
