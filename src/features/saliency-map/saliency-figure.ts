import { pictureOf } from '../../canvas/exercise-pictures';
import { legendPicture } from '../../canvas/legend-picture';
import { networkStore } from '../../page/network/network-store';
import { mapReadingOf } from '../../page/run/map-reading';
import type { ViewFigure } from '../../panels/feature';
import { runFigure } from '../../panels/figure/run-figure';
import { formulaLine } from '../../panels/map/formula-line';
import { layerName, mapTitle, readingWords } from '../../panels/map/map-words';
import { percent, score } from '../../ui/numbers/numbers';
import { say, sayWords } from '../../words/say';
import { shownPhoto } from '../../words/shown-photo';
import { mapScaleOf, scaleNumbers } from './map-scale';

/** The photo beside its map, with the colour bar. */
export function saliencyFigure(): Promise<ViewFigure | null> {
  return runFigure('saliency', ({ run, frame, settings }, { method, params }) => {
    const { input, recipe } = run;
    const reading = mapReadingOf(settings);
    const { logit, probability, depth } = frame.scalars;
    const layer = depth === undefined ? undefined : networkStore.getState().info?.camLayers?.[depth];
    const numbers = [
      ...(logit === undefined ? [] : [say('logit {logit}', { logit: score(logit) })]),
      ...(probability === undefined ? [] : [percent(probability)]),
      ...(layer ? [layerName(layer)] : []),
    ];
    const scale = mapScaleOf(frame, reading);
    return {
      rows: [
        [
          {
            picture: () => input,
            words: [say('What the network saw'), recipe?.image ? shownPhoto(recipe.image) : ''],
          },
          {
            picture: () => pictureOf('map', { frame, input, reading: settings }),
            words: [mapTitle(method, recipe?.targetName ?? ''), numbers.join(' · ')],
            ...(scale && {
              bar: { colours: legendPicture(reading), numbers: scaleNumbers(scale, reading.signed) },
            }),
          },
        ],
      ],
      formula: formulaLine(method, params, settings),
      reading: [sayWords(method.unit(params)), readingWords(method, settings)].join(' · '),
    };
  });
}
