import { interpolateGreys, interpolateRdBu, schemeGreys, schemeRdBu } from 'd3-scale-chromatic';
import { expect, it } from 'vitest';
import { colourSpline } from '../../../../src/core/maps/colour-spline';

it.each([
  ['greys', schemeGreys[9] ?? [], interpolateGreys],
  ['red to blue', schemeRdBu[11] ?? [], interpolateRdBu],
] as const)('the curve through a scheme is d3’s, to the byte: %s', (_, scheme, reference) => {
  const curve = colourSpline(scheme);
  for (let i = 0; i <= 1020; i += 1) expect(`rgb(${curve(i / 1020).join(', ')})`).toBe(reference(i / 1020));
});
