import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolateTurbo,
  interpolateViridis,
  schemeGreys,
  schemeRdBu,
} from 'd3-scale-chromatic';
import { colourSpline } from './colour-spline';

/** A colour map as the page lists it. A diverging map's middle stands for 0: blue below, red above. */
export interface ColourMapInfo {
  readonly id: ColourMapId;
  readonly title: string;
  readonly diverging: boolean;
  /**
   * `even`: equal steps of the value look equally large, to colour-blind eyes too. `grey`: for print. `custom`: known from
   * elsewhere, with bands and edges that are not in the values.
   */
  readonly kind: 'even' | 'grey' | 'custom';
}
export type ColourMapId = keyof typeof COLOURS;

const COLOURS = {
  hot: hot,
  viridis: css(interpolateViridis),
  cividis: css(interpolateCividis),
  magma: css(interpolateMagma),
  inferno: css(interpolateInferno),
  turbo: css(interpolateTurbo),
  greys: backwards(colourSpline(schemeGreys[9] ?? [])),
  rdbu: backwards(colourSpline(schemeRdBu[11] ?? [])),
} satisfies Record<string, (t: number) => Colour>;

type Colour = readonly [red: number, green: number, blue: number];

/** Every colour map: the perceptually even ones first. */
export const COLOUR_MAPS: readonly ColourMapInfo[] = [
  { id: 'viridis', title: 'Viridis', diverging: false, kind: 'even' },
  { id: 'cividis', title: 'Cividis', diverging: false, kind: 'even' },
  { id: 'magma', title: 'Magma', diverging: false, kind: 'even' },
  { id: 'inferno', title: 'Inferno', diverging: false, kind: 'even' },
  { id: 'greys', title: 'Greys', diverging: false, kind: 'grey' },
  { id: 'hot', title: 'Hot', diverging: false, kind: 'custom' },
  { id: 'turbo', title: 'Turbo', diverging: false, kind: 'custom' },
  { id: 'rdbu', title: 'Red-blue', diverging: true, kind: 'even' },
];

const tables = new Map<ColourMapId, Uint8Array>();

/** The map's 256 RGB colours, `256 * 3` bytes, lowest value first. The same array every time: do not write to it. */
export function colourTable(id: ColourMapId): Uint8Array {
  let table = tables.get(id);
  if (!table) {
    table = Uint8Array.from(Array.from({ length: 256 }, (_, i) => COLOURS[id](i / 255)).flat());
    tables.set(id, table);
  }
  return table;
}

/** Matplotlib's `hot`: black to red to yellow to white, each colour rising in its own third. */
function hot(t: number): Colour {
  const byte = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)));
  const [red, yellow] = [0.365079, 0.746032];
  return [
    byte(0.0416 + ((1 - 0.0416) * t) / red),
    byte((t - red) / (yellow - red)),
    byte((t - yellow) / (1 - yellow)),
  ];
}

/** d3's colours come as CSS text, `#rrggbb` or `rgb(r, g, b)`. */
function css(interpolate: (t: number) => string): (t: number) => Colour {
  return (t) => {
    const text = interpolate(t);
    const [red = 0, green = 0, blue = 0] = text.startsWith('#')
      ? [1, 3, 5].map((start) => parseInt(text.slice(start, start + 2), 16))
      : (text.match(/\d+/g) ?? []).map(Number);
    return [red, green, blue];
  };
}

function backwards(map: (t: number) => Colour): (t: number) => Colour {
  return (t) => map(1 - t);
}
