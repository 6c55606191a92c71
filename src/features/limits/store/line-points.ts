/** Points of a line, the photo itself the first. */
export const LINE_POINTS = 25;
