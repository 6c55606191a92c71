import believe from './believe.json';
import compare from './compare.json';
import limits from './limits.json';
import locate from './locate.json';
import saliencyMap from './saliency-map.json';
import shell from './shell.json';
import ui from './ui.json';

/** Every message in French, by its English. */
export const FRENCH: Readonly<Record<string, string>> = {
  ...believe,
  ...compare,
  ...limits,
  ...locate,
  ...saliencyMap,
  ...shell,
  ...ui,
};
