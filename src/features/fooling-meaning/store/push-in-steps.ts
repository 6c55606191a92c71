import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { TopRow } from '../../../engine/protocol/protocol';
import type { PgdParams } from '../../../methods/adversarial/pgd.params';
import { STEPS_WITHIN_EPSILON } from '../../../methods/catalog/catalog';
import { lab } from '../../../page/lab';
import { drawMap } from '../../../page/run/draw-map';
import { settingsStore } from '../../../page/settings/settings-store';

/** The photo pushed by ε in all, the direction asked anew at each step, as it is read. */
export interface PushInSteps {
  readonly picture: PixelImage;
  readonly best: TopRow;
  /** Steps that it took, up to `PUSH_STEPS`. */
  readonly steps: number;
}

export const PUSH_STEPS = 10;

/** Steps of ε / 4 that never leave ε, until the picture is read as wanted. */
export function stepParams(epsilon: number) {
  return {
    epsilon,
    stepSize: epsilon / 4,
    steps: PUSH_STEPS,
    aim: 'towards',
    randomStart: false,
    restarts: 1,
    stopRule: 'rounded',
    objective: 'margin',
  } as const satisfies Partial<PgdParams>;
}

interface Pushed {
  readonly network: string;
  readonly image: PixelImage;
  /** Class that the network is pushed to. */
  readonly to: Pick<TopRow, 'index'>;
}

/**
 * Where one straight push is not enough: as small a change, in steps. Null where the network reads nothing.
 * @throws DOMException `AbortError` where aborted; LabError where the run fails.
 */
export async function pushInSteps(
  { network, image, to }: Pushed,
  epsilon: number,
  signal: AbortSignal,
): Promise<PushInSteps | null> {
  const { seed, fit } = settingsStore.getState();
  const { pixels, steps } = await drawMap(
    {
      network,
      method: STEPS_WITHIN_EPSILON.id,
      image,
      target: to.index,
      params: stepParams(epsilon),
      seed,
      fit,
    },
    { signal },
  );
  const picture = { ...image, data: pixels };
  const [best] = (await lab().classify(network, picture, signal)).top;
  return best ? { picture, best, steps } : null;
}
