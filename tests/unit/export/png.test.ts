import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/core/records/recipe';
import { fileNameOf } from '../../../src/export/file-name';
import { enlarge } from '../../../src/core/pictures/enlarge';
import { textsOf, withTexts } from '../../../src/export/png-text';
import { recordOf, recordTexts, type RunRecord } from '../../../src/export/run-record';

const recipe: Recipe = {
  version: 1,
  network: 'squeezenet1.1',
  weights: 'abc',
  method: 'targeted-gradient',
  params: { stepSize: 0.5, clamp: true, stopRule: 'rounded' },
  target: 6,
  targetName: 'stingray',
  seed: 7,
  fit: 'crop',
  steps: 11,
  image: 'Wachtel über Gras.JPEG',
};

function ramp(width: number, height: number): PNG {
  const png = new PNG({ width, height });
  png.data.forEach((_, index) => {
    png.data[index] = index % 4 === 3 ? 255 : (index * 7) % 256;
  });
  return png;
}

describe('text in a PNG', () => {
  it('comes back, in any script, and leaves the pixels alone', () => {
    const plain = ramp(9, 5);
    const bytes = new Uint8Array(PNG.sync.write(plain));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const marked = withTexts(bytes, [{ keyword: 'lucarne:test', text }]);
        expect(textsOf(marked)).toEqual([
          { keyword: 'lucarne:test', text: text.replace(/\p{Surrogate}/gu, '\uFFFD') },
        ]);
        expect(PNG.sync.read(Buffer.from(marked)).data).toEqual(plain.data);
      }),
      { numRuns: 30 },
    );
  });

  it('is none in bytes that are no PNG, cut off, or lie about a length', () => {
    const whole = withTexts(new Uint8Array(PNG.sync.write(ramp(4, 4))), [{ keyword: 'a', text: 'b' }]);
    const lying = whole.slice();
    lying.set([0xff, 0xff, 0xff, 0xf0], 8);
    expect(textsOf(lying)).toEqual([]);
    expect(textsOf(whole.slice(0, -6))).toEqual([]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(textsOf(bytes)).toEqual([]);
      }),
    );
  });
});

describe("a run's record in a PNG", () => {
  const png = new Uint8Array(PNG.sync.write(ramp(4, 4)));

  it('comes back whole', () => {
    const record: RunRecord = { recipe, picture: 'result', scale: 2, input: 'data:image/png;base64,AAAA' };
    expect(recordOf(withTexts(png, recordTexts(record)))).toEqual(record);
  });

  it('is refused where it is not valid, and its input where it is not a picture', () => {
    const bad = { recipe: { ...recipe, seed: -1 }, picture: 'result', scale: 1 } as RunRecord;
    expect(recordOf(withTexts(png, recordTexts(bad)))).toBeNull();
    expect(recordOf(png)).toBeNull();
    const foreign: RunRecord = { recipe, picture: 'result', scale: 1, input: 'javascript:alert(1)' };
    expect(recordOf(withTexts(png, recordTexts(foreign)))).not.toHaveProperty('input');
  });
});

describe('enlarging', () => {
  it('repeats pixels exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        (w, h, k) => {
          const data = new Uint8ClampedArray(ramp(w, h).data);
          const large = enlarge({ width: w, height: h, data }, k);
          expect([large.width, large.height]).toEqual([w * k, h * k]);
          const from = (at: number): number => {
            const [x, y] = [(at >> 2) % (w * k), Math.floor((at >> 2) / (w * k))];
            return 4 * (Math.floor(y / k) * w + Math.floor(x / k)) + (at & 3);
          };
          expect(large.data).toEqual(large.data.map((_, at) => data[from(at)] ?? -1));
        },
      ),
    );
  });
});

describe('file names', () => {
  it('say which run it is, in plain letters', () => {
    expect(fileNameOf(recipe, 'result', 2)).toBe(
      'wachtel-über-gras-targeted-gradient-stingray-squeezenet1.1-seed7-result-2x.png',
    );
  });
});
