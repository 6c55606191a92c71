import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { toyImage } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';
import { provideLab } from '../../../../src/page/lab';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { channels, runStore } from '../../../../src/page/run/run-store';
import { startRun } from '../../../../src/page/run/start-run';
import { setParam, set } from '../../../../src/page/settings/settings-store';

const page = createToyPage();
provideLab(page.lab);

beforeEach(async () => {
  await page.lab.ready;
  networkStore.setState({ info: await page.info() });
  imageStore.setState({ fitted: toyImage() });
  page.messages.frameDelay = 0;
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Every frame that an exercise's canvas was given. */
function drawn(exercise: 'saliency' | 'visualization'): Frame[] {
  const frames: Frame[] = [];
  const push = channels[exercise].push.bind(channels[exercise]);
  vi.spyOn(channels[exercise], 'push').mockImplementation((frame) => {
    frames.push(frame);
    push(frame);
  });
  return frames;
}

// Messages that come seconds late, as on a busy machine: longer than anything waits.
it.each([0, 2500])('a map is drawn once and done, its frame %i ms late', async (delay) => {
  page.messages.frameDelay = delay;
  const frames = drawn('saliency');
  await startRun('saliency');
  const { phase, result } = runStore.getState().saliency;
  expect(phase).toBe('done');
  await new Promise((resolve) => setTimeout(resolve, delay + 100));
  expect(frames).toHaveLength(1);
  expect(channels.saliency.latest()?.attribution).toEqual(result?.attribution);
});

it.each([
  [0, 0],
  [300, 0],
  [300, 2],
])(
  'a run ends on its own last frame, drawn once: frames %i ms late, stride %i',
  async (delay, frameEvery) => {
    page.messages.frameDelay = delay;
    set({ frameEvery });
    setParam('class-visualization', 'iterations', 4);
    const frames = drawn('visualization');
    await startRun('visualization');
    const { phase, result, step, steps } = runStore.getState().visualization;
    expect({ phase, step, steps }).toEqual({ phase: 'done', step: 4, steps: 4 });
    await new Promise((resolve) => setTimeout(resolve, delay + 100));
    const shown = frames.map((frame) => frame.step);
    expect(shown.filter((each) => each === 4)).toHaveLength(1);
    expect(frames.at(-1)?.pixels).toEqual(result?.pixels);
    // A stride is kept however late the messages are.
    if (frameEvery === 2) expect(shown).toEqual([0, 2, 4]);
  },
);
