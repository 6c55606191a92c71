import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import { methodsFor } from '../../../page/settings/settings-schema';

/** The methods that every network's maps are drawn by. */
export function locatingMethods(): readonly SaliencyInfo[] {
  return methodsFor('saliency').filter(({ needs }) => needs === null);
}
