import type { Frame } from '../../core/records/frame';
import { resultOf } from '../../engine/page/result-of-run';
import type { RunResult } from '../../engine/protocol/protocol';
import { lab } from '../lab';
import { runRequest, type MapRequest } from '../request/map-request';
import { showsMap } from '../settings/settings-schema';
import { settingsStore } from '../settings/settings-store';
import { endUnasked } from './start-run';

export interface DrawMapOptions {
  readonly signal?: AbortSignal;
  /** Called as often as can be looked at, for maps that refine. */
  readonly onFrame?: (frame: Frame) => void;
  /** Show every k-th step; 0, the default, as many as can be looked at. */
  readonly frameEvery?: number;
}

/**
 * Draws one map beside the page's exercises: it waits for a run of theirs, and begins again after one that ended it. A map
 * that the page draws by itself and shows nowhere gives way to it.
 * @throws DOMException `AbortError` where aborted; LabError where the method fails.
 */
export async function drawMap(
  request: MapRequest,
  { signal, onFrame, frameEvery = 0 }: DrawMapOptions = {},
): Promise<RunResult> {
  signal?.throwIfAborted();
  if (!showsMap(settingsStore.getState())) endUnasked();
  return resultOf(lab().run(runRequest(request, frameEvery), onFrame, { yields: true }), signal);
}

/** A finished run's result as the frame that pictures are drawn from. */
export function frameOfRun(result: RunResult): Frame {
  const { attribution, raw, signed, pixels, width, height, steps, scalars } = result;
  return {
    step: steps,
    steps,
    width,
    height,
    pixels,
    scalars,
    ...(attribution ? { attribution } : {}),
    ...(signed ? { signed } : {}),
    ...(raw ? { gradient: raw } : {}),
  };
}
