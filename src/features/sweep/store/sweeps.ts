import { createSweep } from './sweep-store';

/** The contact sheet of class visualisation. */
export const VISUALISATION_SWEEP = createSweep('visualization', 'sweep');
