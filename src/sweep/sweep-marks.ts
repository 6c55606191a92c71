import type { MethodInfo } from '../methods/catalog/method-info';
import type { ParamValues } from '../methods/catalog/params';

/** What has to be said of a run beside its picture. */
export interface SweepMarks {
  /** Its step size and penalty do not go together, whatever the class: known before it is run. */
  readonly beyondStability: boolean;
  /** Its numbers are none any more, or nearly every colour value sits at black or white: known after. */
  readonly diverged: boolean;
}

/** The part of a run's result that says whether it has diverged. */
export interface RunEnd {
  /** RGBA. */
  readonly pixels: ArrayLike<number>;
  readonly logits: ArrayLike<number>;
}

/** From this share of colour values at their limits on, nothing of the picture is left but its limits. */
export const AT_LIMITS = 0.9;

/** Whether what is asked for is known to swing or grow without end. Of methods that do not say, none is. */
export function isBeyondStability(method: MethodInfo, params: ParamValues): boolean {
  return method.exercise === 'visualization' && method.isBeyondStability(params);
}

/** Whether a run has ended in numbers that are none, or in a picture clamped (nearly) everywhere. */
export function hasDiverged({ pixels, logits }: RunEnd): boolean {
  return !Array.from(logits).every(Number.isFinite) || shareAtLimits(pixels) >= AT_LIMITS;
}

/** Share of the colour values of RGBA pixels that are 0 or 255. */
export function shareAtLimits(pixels: ArrayLike<number>): number {
  let [at, all] = [0, 0];
  for (let i = 0; i < pixels.length; i++) {
    if (i % 4 === 3) continue;
    all += 1;
    if (pixels[i] === 0 || pixels[i] === 255) at += 1;
  }
  return all === 0 ? 0 : at / all;
}
