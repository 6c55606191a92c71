import type { BoxRecipe } from '../../../core/localisation/locate';

/** What the view opens with: the way of making boxes that located best in the measurement, whatever the map. */
export const DEFAULT_BOXES: BoxRecipe = { masking: 'grow', threshold: 25, smoothing: 4, boxes: 1 };
