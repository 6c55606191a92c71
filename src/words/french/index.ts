import attacks from './attacks.json';
import engine from './engine.json';
import exported from './export.json';
import figure from './figure.json';
import tray from './tray.json';
import networks from './networks.json';
import methods from './methods.json';
import photo from './photo.json';
import believe from './believe.json';
import compare from './compare.json';
import fooling from './fooling.json';
import foolingMeaning from './fooling-meaning.json';
import layerMap from './layer-map.json';
import deviceBench from './device-bench.json';
import drawing from './drawing.json';
import sweep from './sweep.json';
import limits from './limits.json';
import locate from './locate.json';
import robustness from './robustness.json';
import saliencyMap from './saliency-map.json';
import networkManager from './network-manager.json';
import page from './page.json';
import panels from './panels.json';
import visualisation from './visualisation.json';
import shelf from './shelf.json';
import shell from './shell.json';
import trainingData from './training-data.json';
import ui from './ui.json';
import saliencyMethods from './saliency-methods.json';
import visualisationMethods from './visualisation-methods.json';

/** Every message in French, by its English. */
export const FRENCH: Readonly<Record<string, string>> = {
  ...attacks,
  ...believe,
  ...compare,
  ...fooling,
  ...foolingMeaning,
  ...layerMap,
  ...deviceBench,
  ...drawing,
  ...sweep,
  ...limits,
  ...locate,
  ...robustness,
  ...saliencyMap,
  ...networkManager,
  ...page,
  ...panels,
  ...visualisation,
  ...shelf,
  ...shell,
  ...trainingData,
  ...ui,
  ...visualisationMethods,
  ...saliencyMethods,
  ...networks,
  ...engine,
  ...exported,
  ...figure,
  ...tray,
  ...photo,
  ...methods,
};
