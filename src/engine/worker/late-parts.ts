import { lateCode } from '../../core/records/late-code';
import { phrase } from '../../words/say';

/** What few ask the engine for: fetched when somebody does. */
export const tuning = lateCode(
  phrase('The code that trains a network’s last layer'),
  () => import('./networks/tune-classifier'),
);

export const thumbnails = lateCode(
  phrase('The code of the layers’ thumbnails'),
  () => import('./networks/layer-thumbnails'),
);

export const manyReadings = lateCode(
  phrase('The code that compares ways to read pixels'),
  () => import('./networks/readings'),
);
