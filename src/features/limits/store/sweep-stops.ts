/** What the sweep weakens the photo by. */
export type Sweeping = 'contrast' | 'blur';

/** Stops of a sweep, weakest last: contrast in per cent, blur in pixels. */
export const SWEEP_STOPS: Readonly<Record<Sweeping, readonly number[]>> = {
  contrast: [100, 80, 60, 50, 40, 30, 25, 20, 15, 10],
  blur: [0, 1, 2, 3, 4, 5, 6, 8, 10, 12],
};
