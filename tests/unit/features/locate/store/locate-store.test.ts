import { beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import type { RunResult } from '../../../../../src/engine/protocol/protocol';
import { DEFAULT_BOXES } from '../../../../../src/features/locate/store/recipe-rows';
import { tableStore } from '../../../../../src/features/locate/store/all-methods';
import {
  followLocate,
  followPage,
  locateStore,
  setBoxRecipe,
  setMine,
} from '../../../../../src/features/locate/store/locate-store';
import { locationRecord } from '../../../../../src/features/locate/store/save-location';
import { imageStore } from '../../../../../src/page/photo/image-store';
import { EMPTY_RUN, patchRun } from '../../../../../src/page/run/run-store';

const SIDE = 32;
const fitted = (seed: number) => {
  const random = createRandom(seed);
  const data = Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, () => random.integer(0, 255));
  return { width: SIDE, height: SIDE, data };
};
const photo = (name: string) => ({
  name,
  width: 128,
  height: 64,
  bitmap: { close: () => undefined } as never,
});
/** A finished run whose map is 1 within a square of 8 pixels at (x, y), and 0 elsewhere. */
function finished(x: number, y: number): RunResult {
  const attribution = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [dx, dy] = [(i % SIDE) - x, Math.floor(i / SIDE) - y];
    return dx >= 0 && dx < 8 && dy >= 0 && dy < 8 ? 1 : 0;
  });
  const recipe = {
    version: 1,
    method: 'grad-cam',
    target: 3,
    targetName: 'tench',
    fit: 'squash',
    params: {},
  };
  return { attribution, recipe, width: SIDE, height: SIDE, steps: 1, scalars: { probability: 0.9 } } as never;
}
const show = (result: RunResult): void => {
  patchRun('saliency', { phase: 'done', result, input: imageStore.getState().fitted });
};

beforeEach(() => {
  const stop = followPage();
  patchRun('saliency', EMPTY_RUN);
  imageStore.setState({ photo: photo('first.png'), fitted: fitted(1) });
  locateStore.setState({ located: null, mine: null });
  setBoxRecipe({ ...DEFAULT_BOXES, masking: 'threshold', smoothing: 0 });
  return stop;
});

describe('the Locate view’s state', () => {
  it('finds the boxes of each finished map, in pixels of the photo', () => {
    const stop = followLocate();
    expect(locateStore.getState().located).toBeNull();
    show(finished(4, 16));
    expect(locateStore.getState().located?.boxes).toEqual([{ x: 16, y: 32, width: 32, height: 16 }]);
    show(finished(20, 0));
    expect(locateStore.getState().located?.boxes).toEqual([{ x: 80, y: 0, width: 32, height: 16 }]);
    stop();
    show(finished(0, 0));
    expect(locateStore.getState().located?.boxes[0]?.x).toBe(80);
  });

  it('finds them again at once when a slider moves', () => {
    const stop = followLocate();
    show(finished(12, 12));
    const before = locateStore.getState().located!.boxes[0]!;
    setBoxRecipe({ smoothing: 10, threshold: 10 });
    const after = locateStore.getState().located!.boxes[0]!;
    expect(after.width).toBeGreaterThan(before.width);
    stop();
  });

  it('forgets boxes and the person’s own where the photo is another', () => {
    const stop = followLocate();
    show(finished(4, 4));
    setMine({ x: 1, y: 2, width: 3, height: 4 });
    imageStore.setState({ fitted: fitted(2) });
    expect(locateStore.getState().located).toBeNull();
    expect(locateStore.getState().mine).not.toBeNull();
    imageStore.setState({ photo: photo('second.png'), fitted: null });
    expect(locateStore.getState().mine).toBeNull();
    stop();
  });

  it('empties the table of all methods with the photo', () => {
    tableStore.setState({
      rows: [{ method: 'grad-cam', made: {} as never, boxes: { threshold: null, otsu: null, grow: null } }],
    });
    imageStore.setState({ photo: photo('third.png') });
    expect(tableStore.getState().rows).toEqual([]);
  });

  it('exports boxes in pixels of the photo, with the IoU and what they came from', () => {
    const stop = followLocate();
    show(finished(4, 16));
    const record = locationRecord(locateStore.getState().located!, { x: 16, y: 32, width: 32, height: 32 });
    expect(record).toMatchObject({
      photo: { name: 'first.png', width: 128, height: 64 },
      class: 'tench',
      probability: 0.9,
      boxes: [{ x: 16, y: 32, width: 32, height: 16, shareOfMap: 1 }],
      iou: 0.5,
      boxesBy: { masking: 'threshold' },
      map: { method: 'grad-cam' },
    });
    stop();
  });
});
