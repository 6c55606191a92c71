import type { Frame } from '../../../core/records/frame';
import { say } from '../../../words/say';
import type { CascadePoint, Original } from '../store/randomise';
import { rho } from './check-help';

/** How many layers are noise. */
export function layersWords(depth: number): string {
  return depth === 1
    ? say('Classifier redrawn')
    : say('{depth, plural, one {# layer redrawn} other {# layers redrawn}}', { depth });
}

/** How like the trained network's map another is. */
export function likenessWords({ likeness: { spearman, ssim } }: CascadePoint): string {
  return spearman === null ? say('an empty map') : `ρ ${rho(spearman)}, SSIM ${rho(ssim)}`;
}

/** The edge detector's map of the photo, as a frame to be shown. */
export function edgesOf({ map, edges }: Original): Frame {
  const { step, steps, width, height, pixels, scalars } = map.frame;
  return { step, steps, width, height, scalars, attribution: edges, ...(pixels ? { pixels } : {}) };
}
