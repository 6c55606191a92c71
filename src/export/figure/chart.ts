import type { CurvePoint } from '../../core/statistics/area-under-curve';

/** A chart with every word it prints, to be written as a picture of its own or in a figure. */
export interface Chart {
  readonly x: ChartAxis;
  readonly left: ChartAxis;
  readonly right?: ChartAxis;
  /** What is drawn later lies above. */
  readonly curves: readonly ChartCurve[];
  /** Values of x at which a thin line stands, and what they are. */
  readonly marks?: { readonly at: readonly number[]; readonly words: string };
  /** The first line bold. */
  readonly caption: readonly string[];
}

export interface ChartAxis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly { readonly at: number; readonly words: string }[];
  readonly title?: string;
}

export interface ChartCurve {
  readonly name: string;
  /** As CSS writes it: the file knows none of the page's names for colours. */
  readonly colour: string;
  readonly width: number;
  readonly dashed?: boolean;
  readonly dotted?: boolean;
  readonly axis: 'left' | 'right';
  /** In order of x; a value that is not finite parts the line. */
  readonly points: readonly CurvePoint[];
}
