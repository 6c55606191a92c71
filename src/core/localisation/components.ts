import type { Box } from './box';
import type { Size } from '../pictures/size';

/** A patch of a mask whose pixels touch each other, corners included. */
export interface Component {
  /** Its number in the label map, from 1. */
  readonly label: number;
  readonly box: Box;
  /** Pixels. */
  readonly area: number;
  /** Sum of the map over it. */
  readonly mass: number;
}

export interface Components {
  /** By mass, largest first; by area where masses are equal. */
  readonly components: readonly Component[];
  /** Each pixel's component; 0 outside the mask. */
  readonly labels: Int32Array<ArrayBuffer>;
}

/**
 * The 8-connected components of a mask (`height * width`, 0 or not), with the sum of `map` over each: flood fill with a
 * stack, each pixel visited once.
 */
export function findComponents(mask: Uint8Array, map: Float32Array, { width, height }: Size): Components {
  const labels = new Int32Array(mask.length);
  const components: Component[] = [];
  const stack: number[] = [];
  const visit = (at: number, label: number): void => {
    if (mask[at] === 0 || labels[at] !== 0) return;
    labels[at] = label;
    stack.push(at);
  };
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] === 0 || labels[start] !== 0) continue;
    const label = components.length + 1;
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    let area = 0;
    let mass = 0;
    visit(start, label);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      area += 1;
      mass += map[at] ?? 0;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
          visit(ny * width + nx, label);
        }
      }
    }
    components.push({
      label,
      box: { x: left, y: top, width: right - left, height: bottom - top },
      area,
      mass,
    });
  }
  components.sort((a, b) => b.mass - a.mass || b.area - a.area || a.label - b.label);
  return { components, labels };
}
