import { beforeEach, expect, it, vi } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { heldFrame, heldFrameStore, holdFrame } from '../../../../src/page/run/held-frame';
import { beginRun } from '../../../../src/page/run/run-store';

const frame: Frame = { step: 50, steps: 200, width: 1, height: 1, scalars: { logit: 3 } };

vi.stubGlobal('requestAnimationFrame', () => 0);

beforeEach(() => {
  heldFrameStore.setState({}, true);
  beginRun('visualization');
});

it('stands on the stage of its own exercise until it is let go', () => {
  holdFrame('visualization', frame);
  expect(heldFrame('visualization')).toBe(frame);
  expect(heldFrame('fooling')).toBeNull();
  holdFrame('visualization', null);
  expect(heldFrame('visualization')).toBeNull();
});

it('is never taken for a frame of the next run', () => {
  holdFrame('visualization', frame);
  beginRun('visualization');
  expect(heldFrame('visualization')).toBeNull();
});
