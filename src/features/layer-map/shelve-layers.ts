import { mosaicPicture } from '../../canvas/mosaic-picture';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { LayerThumbnails } from '../../engine/protocol/layer-thumbnails';
import { networkStore } from '../../page/network/network-store';
import { exerciseRecipe } from '../../page/request/exercise-recipe';
import { imageStore } from '../../page/photo/image-store';
import { shelveWork } from '../../page/shelf/shelve-work';
import { phrase } from '../../words/say';
import { layerMapStore } from './layer-map-store';

/** Puts what the layers make of the photo onto the shelf, with the channels that are open. */
export function shelveLayers(): void {
  const { of, names, layers, open, channels } = layerMapStore.getState();
  const recipe = layers.length > 0 ? exerciseRecipe('visualization') : null;
  if (!of || of.network !== recipe?.network) return;
  const { rows } = networkStore.getState();
  const { photo } = imageStore.getState();
  const network = rows.find(({ id }) => id === of.network)?.title ?? of.network;
  shelveWork({
    exercise: 'visualization',
    view: 'layers',
    what: ['layers'],
    state: { network: of.network, names, layers, open: channels ? open : null, channels },
    recipe: { ...recipe, ...(photo && { image: photo.name }) },
    phase: 'done',
    runs: layers.length,
    told: {
      title: phrase('Layers'),
      subject: phrase('What {network} makes of the photo', { network }),
    },
    verdict: phrase('{layers, plural, one {# layer} other {# layers}} looked at', { layers: layers.length }),
    picture: mosaicPicture(layers.map(greyOf)),
    input: of.photo,
  });
}

/** The mean over a layer's channels, as it is shown. */
function greyOf({ thumbnails: [mean], width, height }: LayerThumbnails): PixelImage {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  mean?.values.forEach((value, i) => data.fill(value, 4 * i, 4 * i + 3));
  return { width, height, data };
}
