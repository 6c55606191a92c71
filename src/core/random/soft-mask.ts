import type { Random } from './random';
import type { Size } from '../pictures/size';
import { resizeBilinear } from '../pictures/resize-bilinear';

/** How soft random masks are drawn: `cells` by `cells`, each kept with probability `keep`. */
export interface SoftMaskSpec {
  readonly cells: number;
  readonly keep: number;
}

/**
 * One mask of RISE, `height * width` values 0 (hidden) to 1 (kept): a coarse random grid, stretched bilinearly to one cell
 * more than the picture and cut out at a random place, so that neither edges nor cell borders repeat. Draws
 * `cells * cells` uniforms and two integers. Written into `mask` where one is given. https://arxiv.org/abs/1806.07421
 */
export function drawSoftMask(
  random: Random,
  { height, width }: Size,
  { cells, keep }: SoftMaskSpec,
  mask: Float32Array<ArrayBuffer> = new Float32Array(height * width),
): Float32Array<ArrayBuffer> {
  const grid = Float32Array.from({ length: cells * cells }, () => (random.uniform() < keep ? 1 : 0));
  const cell = { height: Math.ceil(height / cells), width: Math.ceil(width / cells) };
  const down = random.integer(0, cell.height - 1);
  const right = random.integer(0, cell.width - 1);
  const whole = { height: (cells + 1) * cell.height, width: (cells + 1) * cell.width };
  const part = { top: down, left: right, height, width };
  return resizeBilinear(grid, { height: cells, width: cells }, whole, part, mask);
}
