import type { Padding, Pair } from '../../graph/graph';
import { transformsKernels } from './convolution-forms';
import { EDGE, PANEL, PLANES, PLANES_4, TILE } from './convolution-wasm-code';
import type { Algorithm } from './convolution-work';

/** With fewer input channels than this, transforming tiles takes what their fewer products save. */
const FEWEST_CHANNELS = 16;

/** What the larger tiles' transforms cost beyond the smaller ones', in parts of the products; measured, see docs/benchmarks.md. */
const TRANSFORMS = 1.15;

/**
 * So many channels stand deep in a network: what a value sees there, 30 pixels and more, is hardly ever flat. Before, it often
 * is, and a max pool must find the values equal that four by four equal pixels give, or the gradient takes another way than
 * everywhere else. Tiles of two by two make them equal, being what the pool's windows are; of larger ones a part may be flat.
 */
const DEEP_CHANNELS = 256;

interface Geometry {
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  readonly backward?: boolean;
}

/**
 * The way to compute a convolution of `[N, H, W, I]` by a kernel `[KH, KW, I, O]`. Winograd's tiles are for undilated 3x3
 * kernels of stride 1 with channels enough: of the two sizes the one with fewer products, tiles that stand over the map's
 * border and those that fill up a part of the product beneath counted with them.
 */
export function algorithmFor(
  [batch, height, width]: readonly [number, number, number, number],
  [kh, kw, inputs, outputs]: readonly [number, number, number, number],
  { strides, padding: [top, right, bottom, left], dilations, backward = false }: Geometry,
): Algorithm {
  const single = [...strides, ...dilations].every((step) => step === 1);
  const fits = kh === 3 && kw === 3 && single && inputs % 4 === 0;
  if (!fits || inputs < FEWEST_CHANNELS || outputs < PANEL || !transformsKernels()) return 'direct';
  if (!backward && inputs < DEEP_CHANNELS) return 'winograd2';
  const sides: Pair = [top + height + bottom - 2, left + width + right - 2];
  const products = (edge: number, planes: number): number => {
    const tiles = batch * Math.ceil(sides[0] / edge) * Math.ceil(sides[1] / edge);
    return planes * Math.ceil(tiles / TILE) * TILE;
  };
  return TRANSFORMS * products(EDGE, PLANES_4) < products(2, PLANES) ? 'winograd4' : 'winograd2';
}
