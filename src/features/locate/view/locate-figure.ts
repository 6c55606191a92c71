import { attributionPicture } from '../../../canvas/attribution-picture';
import type { Box } from '../../../core/localisation/box';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { figureContext } from '../../../export/figure/figure-drawing';
import { fileNameOf } from '../../../export/file-name';
import { toDataUrl } from '../../../export/picture-png';
import { mapReadingOf } from '../../../page/run/map-reading';
import { settingsStore } from '../../../page/settings/settings-store';
import type { ViewFigure } from '../../../panels/feature';
import { madeOf } from '../../../panels/figure/made-of';
import { percent } from '../../../ui/numbers/numbers';
import { phrase, say, sayPhrase } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';
import { locateStore, type Located } from '../store/locate-store';
import { maskPicture } from '../store/mask-picture';
import { MASKING_FORMULAS } from '../store/recipe-rows';
import { drawnBoxes } from '../store/save-location';
import { placeOf } from './words';

/** A photo has more pixels than a figure has room for. */
const PHOTO_SIDE = 480;

/** The photo with its boxes, the map that they come from, and the mask; null before anything was located. */
export async function locateFigure(): Promise<ViewFigure | null> {
  const { located, mine } = locateStore.getState();
  if (!located) return null;
  const { photo, input, map, made, boxes, boxRecipe } = located;
  const { title, of, numbers } = madeOf(made);
  const withBoxes = shrunk(located, mine);
  const probability = map.scalars.probability;
  return {
    figure: {
      rows: [
        [
          { picture: () => withBoxes, words: [say('Photo'), shownPhoto(photo.name)] },
          {
            picture: () => attributionPicture(map, mapReadingOf(settingsStore.getState())),
            words: [say('Map'), probability === undefined ? '' : percent(probability)],
          },
          { picture: () => maskPicture(located), words: [say('Mask')] },
        ],
      ],
      lead: title,
      notes: [
        ...boxes.map((box, i) => `${i + 1}. ${placeOf(box, photo)}`),
        of,
        sayPhrase(MASKING_FORMULAS[boxRecipe.masking]),
        numbers,
      ],
    },
    record: { recipe: made, picture: 'figure', scale: 1, input: await toDataUrl(input) },
    fileName: fileNameOf(made, 'figure', 1),
  };
}

/** The photo with its boxes, as large as a figure wants it. */
function shrunk(located: Located, mine: Box | null): PixelImage {
  const drawn = drawnBoxes(located, mine);
  const scale = Math.min(1, PHOTO_SIDE / Math.max(drawn.width, drawn.height));
  const [width, height] = [Math.round(drawn.width * scale), Math.round(drawn.height * scale)];
  const context = figureContext(new OffscreenCanvas(width, height), phrase('the figure'));
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawn, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
