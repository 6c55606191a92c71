import { describe, expect, it } from 'vitest';
import { attributionPicture } from '../../../src/canvas/attribution-picture';
import { differencePicture } from '../../../src/canvas/difference-picture';
import { pictureOf } from '../../../src/canvas/exercise-pictures';
import { createFrameChannel } from '../../../src/canvas/frame-channel';
import { fullScale, mapOf } from '../../../src/canvas/map-values';
import { colourTable } from '../../../src/core/maps/colour-maps';
import type { Frame } from '../../../src/core/records/frame';
import { PLAIN_READING } from './plain-reading';

const reading = { ...PLAIN_READING, colourMap: 'hot' } as const;
const grey = new Uint8ClampedArray(16).fill(100);
for (const index of [3, 7, 11, 15]) grey[index] = 255;

function frame(patch: Partial<Frame> = {}): Frame {
  return {
    step: 1,
    steps: 1,
    width: 2,
    height: 2,
    pixels: grey.slice(),
    attribution: Float32Array.of(0, 1, 2, 4),
    gradient: Float32Array.of(0, 0, 0, 1, 0, 0, -2, 0, 0, 0, 4, 0),
    scalars: {},
    ...patch,
  };
}
const colour = (id: 'hot' | 'rdbu', entry: number) => [...colourTable(id).subarray(entry * 3, entry * 3 + 3)];
const pixel = (data: Uint8ClampedArray | undefined, index: number) => [
  ...(data ?? []).slice(index * 4, index * 4 + 3),
];

describe('a map in colours', () => {
  it('runs from the lowest colour at 0 to the highest at full scale', () => {
    const data = attributionPicture(frame(), reading)?.data;
    expect(pixel(data, 0)).toEqual(colour('hot', 0));
    expect(pixel(data, 2)).toEqual(colour('hot', 128));
    expect(pixel(data, 3)).toEqual(colour('hot', 255));
  });

  it('draws signed maps around the middle: blue below, red above', () => {
    const data = attributionPicture(frame(), { ...reading, signed: true })?.data;
    expect(mapOf(frame(), { signed: true, channels: 'own' })).toEqual(Float32Array.of(0, 1, -2, 4));
    expect(pixel(data, 0)).toEqual(colour('rdbu', 128));
    expect(pixel(data, 2)).toEqual(colour('rdbu', 64));
    expect(pixel(data, 3)).toEqual(colour('rdbu', 255));
  });

  it('clips at the percentile, and lays over the photo by the overlay', () => {
    expect(fullScale(Float32Array.of(-4, 0, 1, 2), 100)).toBe(4);
    expect(fullScale(Float32Array.of(0, 1, 2, 100), 50)).toBe(1.5);
    expect(pixel(attributionPicture(frame(), { ...reading, overlay: 0 })?.data, 3)).toEqual([100, 100, 100]);
    const [red = 0] = colour('hot', 255);
    expect(pixel(attributionPicture(frame(), { ...reading, overlay: 0.5 })?.data, 3)[0]).toBe(
      Math.round(red / 2 + 50),
    );
  });

  it('stays finite where every value is 0, and is nothing where the frame has no map', () => {
    const empty = frame({ attribution: new Float32Array(4) });
    expect(pixel(attributionPicture(empty, reading)?.data, 2)).toEqual(colour('hot', 0));
    const bare: Frame = { step: 1, steps: 1, width: 2, height: 2, scalars: {} };
    expect(attributionPicture(bare, reading)).toBeNull();
  });
});

describe('the difference panel', () => {
  it('is mid-grey without change, and marks what the amplification clips', () => {
    const changed = grey.slice();
    changed[0] = 103;
    changed[4] = 140;
    const input = { width: 2, height: 2, data: grey };
    const picture = differencePicture(frame({ pixels: changed }), input, 10, true);
    expect(pixel(picture?.data, 2)).toEqual([128, 128, 128]);
    expect(pixel(picture?.data, 0)).toEqual([158, 128, 128]);
    expect(pixel(picture?.data, 1)).toEqual([226, 98, 119]);
    expect(picture?.clippedShare).toBe(0.25);
    expect(pixel(differencePicture(frame({ pixels: changed }), input, 10, false)?.data, 1)).toEqual([
      255, 128, 128,
    ]);
  });
});

describe('the pictures of an exercise', () => {
  it('are nothing before the first frame, and the very bytes of the frame after it', () => {
    const source = { input: null, reading: { ...reading, amplify: 10, markClipped: true } };
    expect(pictureOf('result', { ...source, frame: null })).toBeNull();
    const shown = frame();
    expect(pictureOf('result', { ...source, frame: shown })?.data).toBe(shown.pixels);
  });
});

describe('the frame channel', () => {
  it('draws once per animation frame, always the newest', () => {
    const waiting: (() => void)[] = [];
    const channel = createFrameChannel((draw) => waiting.push(draw));
    const seen: (number | undefined)[] = [];
    channel.subscribe((latest) => seen.push(latest?.step));
    for (const step of [1, 2, 3]) channel.push(frame({ step }));
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    expect(seen).toEqual([undefined, 3]);
  });

  it('says when a frame has been drawn: by the next animation frame, and only where there is a canvas', async () => {
    const waiting: (() => void)[] = [];
    const animate = (): void => {
      for (const draw of waiting.splice(0)) draw();
    };
    const channel = createFrameChannel((draw) => waiting.push(draw));
    let drawn = 0;
    const push = async (): Promise<void> => {
      channel.push(frame());
      void channel.drawn().then(() => (drawn += 1));
      await Promise.resolve();
    };
    const settled = async (): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve));
      return drawn;
    };
    const leave = channel.subscribe(() => undefined);
    await push();
    // A hidden tab has no animation frames.
    expect(await settled()).toBe(0);
    animate();
    expect(await settled()).toBe(1);
    leave();
    await push();
    animate();
    expect(await settled()).toBe(1);
    channel.subscribe(() => undefined);
    expect(await settled()).toBe(1);
    animate();
    expect(await settled()).toBe(2);
  });

  it('keeps a bounded strip, evenly thinned, with the first frame and every milestone in it', () => {
    const channel = createFrameChannel((draw) => {
      draw();
    });
    for (let step = 0; step < 1000; step += 1) channel.push(frame({ step }));
    const all = channel.strip().map((entry) => entry.step);
    const milestones = [1, 50, 200, 300, 500, 650];
    expect(all.filter((step) => milestones.includes(step))).toEqual(milestones);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    const steps = all.filter((step) => !milestones.includes(step));
    expect(steps.at(-1)).toBe(999);
    expect(steps.length).toBeLessThanOrEqual(24);
    expect(steps.length).toBeGreaterThanOrEqual(12);
    expect(steps[0]).toBe(0);
    // The newest stands at the end, wherever the even steps stop.
    const even = steps.slice(0, -1);
    const gaps = even.slice(1).map((step, index) => step - (even[index] ?? 0));
    expect(gaps.every((gap) => gap % Math.min(...gaps) === 0)).toBe(true);
    channel.push(frame({ step: 400 }));
    expect(channel.strip().findLast(({ step }) => step !== 400)?.step).toBeLessThan(400);
    channel.reset();
    expect(channel.latest()).toBeNull();
    expect(channel.strip()).toEqual([]);
  });
});
