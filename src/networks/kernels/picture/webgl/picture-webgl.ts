// A picture `[N, H, W, 3]` in the packed textures of the WebGL backend: a texel holds two neighbouring channels of an even pixel
// and of the next one in its row.

/** The two channels of one pixel, given by its column, of a texel that was read for it. */
export const pairOf = (texel: string, column: string): string =>
  `((${column}) % 2 == 0 ? ${texel}.rg : ${texel}.ba)`;

/** A number for each channel, as a texel at `at` holds them. */
export function channelNumbers(channels: readonly number[]): string {
  const [r = '', g = '', b = ''] = channels.map((value) => value.toExponential(9));
  return `(at.w == 0 ? vec4(${r}, ${g}, ${r}, ${g}) : vec4(${b}))`;
}
