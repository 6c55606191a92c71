import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { describeLogits } from '../../../../src/engine/protocol/describe-logits';
import { imageTensor, logitsOf } from '../../../../src/engine/worker/networks/classify';
import type { RunResult } from '../../../../src/engine/protocol/protocol';
import { boardStore } from '../../../../src/features/robustness/store/board-store';
import type { BoardTools } from '../../../../src/features/robustness/store/measure-board';
import { methodById } from '../../../../src/methods/registry';
import { networkStore } from '../../../../src/page/network/network-store';
import type { MapRequest } from '../../../../src/page/request/map-request';
import { linearNetwork, type ToyNetwork } from '../../../../testing/toy-networks';
import { toyInfo } from '../../../../testing/toy-lab';
import { result } from '../../methods/drive';

export const SIDE = 4;
const VALUES = 3 * SIDE * SIDE;
/** Mid-grey: no change of a few levels meets black or white. */
const GREY = 128;

/**
 * Two classes whose margin on a grey picture is `margin` grey levels: each colour value that moves by one towards the other class
 * takes 1 / VALUES of it, so that it falls at the first ε beyond `margin`.
 */
export function networkOfMargin(margin: number): ToyNetwork {
  const weight = (i: number): number => (255 * (STD[i % 3] as number)) / VALUES;
  const row = Float32Array.from({ length: VALUES }, (_, i) => weight(i));
  return linearNetwork(SIDE, [row, new Float32Array(VALUES)], [margin - greyScore(row), 0]);
}

/** The score of a grey picture without a bias. */
function greyScore(row: Float32Array): number {
  const means = [0.485, 0.456, 0.406];
  return row.reduce(
    (sum, w, i) => sum + (w * (GREY / 255 - (means[i % 3] as number))) / (STD[i % 3] as number),
    0,
  );
}

export const greyPhoto = (): PixelImage => ({
  width: SIDE,
  height: SIDE,
  data: new Uint8ClampedArray(4 * SIDE * SIDE).map((_, i) => (i % 4 === 3 ? 255 : GREY)),
});

/** Tools that run the real attacks on toy networks in this thread, and a diary of what they were asked. */
export function toyTools(networks: Readonly<Record<string, ToyNetwork>>): BoardTools & {
  readonly asked: MapRequest[];
  readonly loaded: string[];
  /** Called before each run. */
  before: (request: MapRequest) => void;
} {
  let clock = 0;
  const of = (id: string): ToyNetwork => networks[id] as ToyNetwork;
  const tools = {
    asked: [] as MapRequest[],
    loaded: [] as string[],
    before: (): void => undefined,
    load: async (id: string) => {
      tools.loaded.push(id);
      return { ...toyInfo(of(id)), id, title: id.toUpperCase() };
    },
    open: async () => greyPhoto(),
    classify: async (id: string, image: PixelImage) =>
      describeLogits(await logitsOf(of(id), image), of(id).graph),
    async run(request: MapRequest): Promise<RunResult> {
      tools.asked.push(request);
      (tools.before as (asked: MapRequest) => void)(request);
      const { graph } = of(request.network);
      const x = imageTensor(graph, request.image as PixelImage);
      const last = await result(methodById(request.method) as never, of(request.network), {
        x,
        target: Number(request.target),
        params: request.params as never,
        seed: request.seed,
        wantsFrame: () => false,
      });
      x.dispose();
      const { logits, scalars, step } = last;
      return { logits, scalars, steps: step } as RunResult;
    },
    now: () => (clock += 100),
  };
  return tools;
}

/** An empty board, and networks of these ids in the page's list, all of which come with it. */
export function emptyBoard(ids: readonly string[]): void {
  boardStore.setState(boardStore.getInitialState(), true);
  networkStore.setState({
    rows: ids.map((id) => ({
      id,
      title: id.toUpperCase(),
      classes: 2,
      bundled: true,
      loaded: false,
      origin: 'served' as const,
    })),
    info: null,
    lastRead: {},
  });
}
