import { afterEach, expect, it, vi } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { channels } from '../../../../src/page/run/run-store';
import { untilSeen } from '../../../../src/page/run/seen-frame';
import { set } from '../../../../src/page/settings/settings-store';

const frame: Frame = { step: 50, steps: 200, width: 1, height: 1, scalars: { logit: 3 } };
let draws: (() => void)[] = [];
vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draws.push(draw));

afterEach(() => {
  draws = [];
  set({ frameEvery: 0 });
});

/** Whether a frame counts as seen by now. */
function watched(): () => Promise<boolean> {
  channels.fooling.push(frame);
  let isSeen = false;
  void untilSeen('fooling').then(() => (isSeen = true));
  return async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return isSeen;
  };
}

it('a frame is seen once the display has drawn it: not in a hidden tab, which draws nothing', async () => {
  const leave = channels.fooling.subscribe(() => undefined);
  const isSeen = watched();
  expect(await isSeen()).toBe(false);
  for (const draw of draws) draw();
  expect(await isSeen()).toBe(true);
  leave();
});

it('is not waited for where a stride has been chosen, before or meanwhile', async () => {
  const isSeen = watched();
  for (const draw of draws) draw();
  expect(await isSeen(), 'no canvas is on screen').toBe(false);
  set({ frameEvery: 5 });
  expect(await isSeen()).toBe(true);
  expect(await watched()()).toBe(true);
});
