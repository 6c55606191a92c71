import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Located } from './locate-store';

/** How much of the photo is left outside the mask. */
const OUTSIDE = 0.18;

/** The photo as the network saw it, inside the mask; dark outside. */
export function maskPicture({ input, location: { mask } }: Pick<Located, 'input' | 'location'>): PixelImage {
  const data = input.data.slice();
  mask.forEach((inside, i) => {
    if (inside) return;
    for (let c = 0; c < 3; c += 1) data[4 * i + c] = OUTSIDE * (data[4 * i + c] ?? 0);
  });
  return { width: input.width, height: input.height, data };
}
