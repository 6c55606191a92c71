import { MEAN, STD } from '../../core/pictures/imagenet-colours';
import {
  type Preprocessing,
  preprocessingName,
  type PreprocessingName,
  PREPROCESSINGS,
} from '../../core/records/preprocessings';

/** A preprocessing from its name, or itself. */
export function resolvePreprocessing(option: PreprocessingName | Preprocessing): Preprocessing {
  return typeof option === 'string' ? PREPROCESSINGS[option] : option;
}

/**
 * The affine map from z-score RGB to the network's own input, per z-score channel: `u = slope * x + shift`, the channels
 * reversed afterwards where `reversed`. Null where the two spaces are the same, so that nothing is computed at all.
 */
export function fromZScoreMap(
  preprocessing: Preprocessing,
): { readonly slope: number[]; readonly shift: number[]; readonly reversed: boolean } | null {
  if (preprocessingName(preprocessing) === 'torch') return null;
  const reversed = preprocessing.channels === 'BGR';
  const order = reversed ? [2, 1, 0] : [0, 1, 2];
  const slope = order.map((own, c) => ((STD[c] ?? 1) * preprocessing.scale) / (preprocessing.std[own] ?? 1));
  const shift = order.map(
    (own, c) =>
      ((MEAN[c] ?? 0) * preprocessing.scale - (preprocessing.mean[own] ?? 0)) / (preprocessing.std[own] ?? 1),
  );
  return { slope, shift, reversed };
}
