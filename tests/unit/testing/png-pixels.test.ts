import { describe, expect, it } from 'vitest';
import { readPng, writePng } from '../../../testing/png-pixels';
import { REFERENCES, referenceInput } from '../../../testing/reference';
import { hasFixtures } from '../../../testing/fixtures';
import { makeTestPhoto } from '../../../testing/test-photo';

describe('pictures for tests', () => {
  it('come back from a PNG byte for byte', () => {
    const photo = makeTestPhoto(7, 33, 21);
    expect(readPng(writePng(photo))).toEqual(photo);
  });

  it('are the same for the same seed only', () => {
    expect(makeTestPhoto(1, 16, 16)).toEqual(makeTestPhoto(1, 16, 16));
    expect(makeTestPhoto(1, 16, 16)).not.toEqual(makeTestPhoto(2, 16, 16));
  });

  it('refuse what is no 8-bit PNG of colours', () => {
    const file = Buffer.from(writePng(makeTestPhoto(1, 4, 4)));
    const depth = file.indexOf('IHDR') + 4 + 8;
    file[depth] = 16;
    expect(() => readPng(file)).toThrow();
  });
});

describe.skipIf(!hasFixtures)('reference pictures', () => {
  it('are read with every PNG filter undone', () => {
    const { wnid } = REFERENCES[0]!;
    const { width, height, data } = referenceInput(wnid);
    expect([width, height, data.length]).toEqual([224, 224, 224 * 224 * 4]);
    // Neighbours in a photo differ little; a filter left in would scatter them.
    let change = 0;
    for (let i = 4; i < data.length; i += 4) change += Math.abs(data[i]! - data[i - 4]!);
    expect(change / (width * height)).toBeLessThan(25);
  });
});
