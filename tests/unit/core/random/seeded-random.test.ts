import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';

describe('createRandom', () => {
  it('is sfc32: the integers of an independent implementation', () => {
    const random = createRandom(42);
    const drawn = Array.from({ length: 4 }, () => random.uniform() * 2 ** 32);
    expect(drawn).toEqual([1424808046, 3778525926, 3676079305, 1474846851]);
  });

  it('repeats for a seed and differs between seeds', () => {
    const draw = (seed: number) => [...createRandom(seed).normals(20)];
    expect(draw(7)).toEqual(draw(7));
    const first = [0, 1, 2, 3, 2 ** 32 - 1].map((seed) => draw(seed)[0]);
    expect(new Set(first).size).toBe(5);
  });

  it('draws both ends of an integer range, evenly', () => {
    const random = createRandom(3);
    const counts = Array<number>(17).fill(0);
    for (let i = 0; i < 17_000; i++) counts[random.integer(0, 16)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(random.integer(5, 5)).toBe(5);
  });

  it('draws standard normals', () => {
    const values = createRandom(11).normals(100_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(3))).toBeLessThan(0.05);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1);
  });

  it('gives normals one by one as in a batch, mixed with other draws', () => {
    const one = createRandom(9);
    expect([...Float32Array.from({ length: 7 }, () => one.normal())]).toEqual([
      ...createRandom(9).normals(7),
    ]);
  });
});
