import type { NumberParam } from '../../methods/catalog/params';

/** Positions of a slider's track. */
export const TRACK = 1000;

/**
 * Track position (0 to `TRACK`) of a value. Log sliders move by ratios; where the range starts at 0, the leftmost
 * position is 0 and the rest runs from `step` to `max`.
 */
export function toTrack(param: NumberParam, value: number): number {
  if (param.scale === 'linear') return ((value - param.min) / (param.max - param.min)) * TRACK;
  const low = lowest(param);
  if (value < low) return 0;
  const start = param.min === low ? 0 : TRACK * 0.04;
  return start + (Math.log(value / low) / Math.log(param.max / low)) * (TRACK - start);
}

/** Value of a track position, rounded to the parameter's step (two significant digits on log sliders). */
export function fromTrack(param: NumberParam, position: number): number {
  if (param.scale === 'linear') {
    const raw = param.min + (position / TRACK) * (param.max - param.min);
    return tidy(param, Math.round(raw / param.step) * param.step);
  }
  const low = lowest(param);
  const start = param.min === low ? 0 : TRACK * 0.04;
  if (position < start) return position < start / 2 ? param.min : low;
  const raw = low * (param.max / low) ** ((position - start) / (TRACK - start));
  return tidy(param, Number(raw.toPrecision(2)));
}

function lowest(param: NumberParam): number {
  return param.min > 0 ? param.min : param.step;
}

function tidy(param: NumberParam, value: number): number {
  const whole = param.integer ? Math.round(value) : Number(value.toPrecision(6));
  return Math.min(param.max, Math.max(param.min, whole));
}
