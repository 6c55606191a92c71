/** The generated network's picture is this many pixels wide and high when it is timed. */
export const TINY_SIDE = 64;
