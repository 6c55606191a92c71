import type { Preprocessing } from '../../core/records/preprocessings';

/** Whether a preprocessing exchanges light and dark: its deviations are below 0. */
export function isInverted({ std }: Pick<Preprocessing, 'std'>): boolean {
  return std[0] < 0;
}

/**
 * A preprocessing, or, where `exchanged`, the same of the negative: `((s - x) - m) / d` is `(x - (s - m)) / -d`. Exchanging twice
 * gives the first again.
 */
export function exchangedIf(exchanged: boolean, preprocessing: Preprocessing): Preprocessing {
  if (!exchanged) return preprocessing;
  const { scale, mean, std } = preprocessing;
  return {
    ...preprocessing,
    mean: [scale - mean[0], scale - mean[1], scale - mean[2]],
    std: [-std[0], -std[1], -std[2]],
  };
}
