import { describe, expect, it } from 'vitest';
import { attributionPicture, scaleOf, thresholdOf } from '../../../src/canvas/attribution-picture';
import { pictureOf } from '../../../src/canvas/exercise-pictures';
import { legendPicture } from '../../../src/canvas/legend-picture';
import { isEmptyMap, mapOf, ownReduction } from '../../../src/canvas/map-values';
import { movedBy, pixelUnder } from '../../../src/canvas/picture-place';
import { colourTable } from '../../../src/core/maps/colour-maps';
import type { Frame } from '../../../src/core/records/frame';
import { reduceChannels } from '../../../src/core/maps/map-statistics';
import { DEFAULT_SETTINGS } from '../../../src/page/settings/settings-schema';
import { mapReadingOf } from '../../../src/page/run/map-reading';
import { PLAIN_READING } from './plain-reading';

const GRADIENT = Float32Array.of(3, 0, -4, 0, 0, 0, -1, 2, 2, 0, -8, 0);
const PHOTO = Uint8ClampedArray.from({ length: 16 }, (_, i) => (i % 4 === 3 ? 255 : 200));

function frameOf(attribution: Float32Array<ArrayBuffer>, patch: Partial<Frame> = {}): Frame {
  return { step: 1, steps: 1, width: 2, height: 2, pixels: PHOTO, attribution, scalars: {}, ...patch };
}
const gradientFrame = () => frameOf(reduceChannels(GRADIENT, 'max'), { gradient: GRADIENT });
const shares = () => frameOf(reduceChannels(GRADIENT, 'signed-sum'), { gradient: GRADIENT, signed: true });
const cam = () => frameOf(Float32Array.of(0, 1, 2, 4));
const regions = () => frameOf(Float32Array.of(0.5, 0.5, -1, -1), { gradient: GRADIENT, signed: true });
const red = (frame: Frame, reading = PLAIN_READING): number[] =>
  [0, 1, 2, 3].map((i) => attributionPicture(frame, reading)?.data[4 * i] ?? -1);
/** The red of some of the 256 greys. */
const greys = (...entries: number[]): number[] =>
  entries.map((entry) => colourTable('greys')[3 * entry] ?? -1);

describe('the channels of a map', () => {
  it('are known from the map itself', () => {
    expect([gradientFrame(), shares(), cam(), regions()].map(ownReduction)).toEqual([
      'max',
      'sum',
      null,
      null,
    ]);
  });

  it.each([
    ['own', false, [4, 0, 2, 8]],
    ['own', true, [-4, 0, 2, -8]],
    ['mean', false, [7 / 3, 0, 5 / 3, 8 / 3]],
    ['mean', true, [-1 / 3, 0, 1, -8 / 3]],
    ['l2', false, [5, 0, 3, 8]],
    ['l2', true, [-5, 0, 3, -8]],
  ] as const)('of a gradient become one by %s, signed %s', (channels, signed, expected) => {
    const map = mapOf(gradientFrame(), { channels, signed });
    expected.forEach((value, i) => expect(map?.[i]).toBeCloseTo(value, 6));
  });

  it('of shares of a score are summed, unless another way is chosen', () => {
    expect(mapOf(shares(), { channels: 'own', signed: true })).toEqual(Float32Array.of(-1, 0, 3, -8));
    expect(mapOf(shares(), { channels: 'own', signed: false })).toEqual(Float32Array.of(1, 0, 3, 8));
    expect(mapOf(shares(), { channels: 'max', signed: true })).toEqual(Float32Array.of(-4, 0, 2, -8));
  });

  it('are no choice where a map has none', () => {
    for (const channels of ['own', 'max', 'mean', 'l2'] as const) {
      expect(mapOf(cam(), { channels, signed: false })).toEqual(Float32Array.of(0, 1, 2, 4));
      expect(mapOf(regions(), { channels, signed: true })).toEqual(Float32Array.of(0.5, 0.5, -1, -1));
      expect(mapOf(regions(), { channels, signed: false })).toEqual(Float32Array.of(0.5, 0.5, 1, 1));
    }
  });
});

describe('the colours of a map', () => {
  it('follow the power gamma of the share of full scale, with its sign', () => {
    expect(red(cam())).toEqual(greys(0, 64, 128, 255));
    expect(red(cam(), { ...PLAIN_READING, gamma: 2 })).toEqual(greys(0, 16, 64, 255));
    expect(red(cam(), { ...PLAIN_READING, gamma: 0.5 })).toEqual(greys(0, 128, 180, 255));
    const signed = { ...PLAIN_READING, signed: true, gamma: 2 };
    const [low, , middle] = red(frameOf(Float32Array.of(-2, 0, 0, 4), { signed: true }), signed);
    const [straight] = red(frameOf(Float32Array.of(-1, 0, 0, 4), { signed: true }), { ...signed, gamma: 1 });
    // Half the way down, squared, is a quarter of the way down.
    expect(low).toBe(straight);
    expect(low).toBeLessThan(middle ?? 0);
  });

  it('keep a scale for every map, where one is kept', () => {
    const kept = { ...PLAIN_READING, keptScale: 8 };
    expect(scaleOf(cam(), kept)).toBe(8);
    expect(red(cam(), kept)).toEqual(greys(0, 32, 64, 128));
    expect(scaleOf(cam(), PLAIN_READING)).toBe(4);
    // Most of a map may be 0: its scale is not.
    expect(scaleOf(frameOf(Float32Array.of(0, 0, 0, 7)), { ...PLAIN_READING, clip: 50 })).toBe(7);
  });

  it('are those of the legend at the same value', () => {
    for (const gamma of [0.5, 1, 3]) {
      for (const signed of [false, true]) {
        const reading = { ...PLAIN_READING, gamma, signed, colourMap: 'viridis' } as const;
        const { data } = legendPicture(reading, 101);
        [0, 25, 50, 75, 100].forEach((x) => {
          const value = signed ? (2 * x) / 100 - 1 : x / 100;
          const frame = frameOf(Float32Array.of(value, 0, 0, 1), { signed });
          const drawn = attributionPicture(frame, reading)?.data.slice(0, 3);
          expect([...data.slice(4 * x, 4 * x + 3)], `${value} at gamma ${gamma}`).toEqual([...(drawn ?? [])]);
        });
      }
    }
  });
});

describe('a mask', () => {
  const masked = { ...PLAIN_READING, mask: 60, overlay: 0 };

  it('shows the photo where the map is strong, and a dark grey one elsewhere', () => {
    // The 60th percentile of 0, 1, 2, 4 is 1.8.
    expect(thresholdOf(cam(), masked)).toBeCloseTo(1.8, 6);
    expect(red(cam(), masked)).toEqual([44, 44, 200, 200]);
    expect(red(cam(), { ...masked, overlay: 1 })).toEqual([44, 44, ...greys(128, 255)]);
  });

  it('goes by size in signed maps, and never shows where the map is 0', () => {
    const signed = frameOf(Float32Array.of(-4, 1, -2, 0), { signed: true });
    expect(red(signed, { ...masked, signed: true })).toEqual([200, 44, 200, 44]);
    expect(red(frameOf(Float32Array.of(0, 0, 0, 4)), { ...masked, mask: 50 })).toEqual([44, 44, 44, 200]);
    expect(thresholdOf(cam(), PLAIN_READING)).toBe(0);
  });
});

describe('an export', () => {
  it('draws the map as the screen does, from the settings themselves', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      channels: 'l2',
      gamma: 0.5,
      mask: 50,
      overlay: 0.4,
      keptScale: 20,
    } as const;
    const frame = gradientFrame();
    const saved = pictureOf('map', { frame, input: null, reading: settings });
    expect(saved).toEqual(attributionPicture(frame, mapReadingOf(settings)));
    expect(saved).not.toEqual(attributionPicture(frame, mapReadingOf({ ...settings, gamma: 1 })));
  });
});

describe('an empty map', () => {
  it('is one of zeros alone', () => {
    expect(isEmptyMap(frameOf(new Float32Array(4)))).toBe(true);
    expect(isEmptyMap(frameOf(Float32Array.of(0, 0, 0, -1e-20)))).toBe(false);
    expect(isEmptyMap({ step: 1, steps: 1, width: 1, height: 1, scalars: {} })).toBe(false);
  });
});

describe('a place in a picture', () => {
  const box = { left: 10, top: 20, width: 100, height: 50 };

  it('is found through the margins that keep its proportions', () => {
    // 4 x 4 pixels in 100 x 50: 50 x 50 in the middle.
    expect(pixelUnder({ x: 36, y: 21 }, box, { width: 4, height: 4 })).toEqual({ x: 0, y: 0 });
    expect(pixelUnder({ x: 84, y: 69 }, box, { width: 4, height: 4 })).toEqual({ x: 3, y: 3 });
    expect(pixelUnder({ x: 20, y: 30 }, box, { width: 4, height: 4 })).toBeNull();
  });

  it('moves by arrows, ten pixels with Shift, and stays within', () => {
    const size = { width: 20, height: 20 };
    expect(movedBy('ArrowRight', false, { x: 5, y: 5 }, size)).toEqual({ x: 6, y: 5 });
    expect(movedBy('ArrowUp', true, { x: 5, y: 15 }, size)).toEqual({ x: 5, y: 5 });
    expect(movedBy('ArrowDown', true, { x: 5, y: 15 }, size)).toEqual({ x: 5, y: 19 });
    expect(movedBy('a', false, { x: 5, y: 5 }, size)).toBeNull();
  });
});
