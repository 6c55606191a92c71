import { describe, expect, it } from 'vitest';
import {
  changedLevels,
  keptWithin,
  roundedLength,
  scaledToRoundedLength,
} from '../../../../src/core/pictures/byte-lattice';
import { createRandom } from '../../../../src/core/random/seeded-random';

describe('changes of whole grey levels', () => {
  it('are what rounding leaves: halves go up, less than a half goes', () => {
    expect([...changedLevels([10, 10, 0, 255], Float32Array.of(0.5, 0.49, -3, 2))]).toEqual([11, 10, 0, 255]);
    expect(roundedLength(Float32Array.of(3.2, -4.4, 0.3))).toBe(5);
  });

  it('stay within a picture', () => {
    expect([...keptWithin([250, 3, 100], Float32Array.of(10, -10, 10))]).toEqual([5, -3, 10]);
  });

  it.each([3, 40, 400])('have the length asked for after rounding: %i', (length) => {
    const change = createRandom(7).normals(3000);
    const scaled = scaledToRoundedLength(change, length);
    expect(roundedLength(scaled)).toBeGreaterThanOrEqual(length);
    expect(roundedLength(scaled) / length).toBeLessThan(1.15);
    expect(scaled[5]! / change[5]!).toBeCloseTo(scaled[9]! / change[9]!, 4);
  });

  it('of nothing stay nothing', () => {
    expect([...scaledToRoundedLength(new Float32Array(3), 5)]).toEqual([0, 0, 0]);
  });
});
