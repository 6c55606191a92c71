import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { CurvePoint } from '../../core/statistics/area-under-curve';
import { Sentence } from '../text/Sentence';

export interface ChartLine {
  readonly name: string;
  /** `live` the method's, `ink` a second measure, `control` what it is held against. */
  readonly tone: 'live' | 'ink' | 'control';
  readonly dashed?: boolean;
  /** In order of x. */
  readonly points: readonly CurvePoint[];
}

interface Props {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly lines: readonly ChartLine[];
  /** Class names that the key may speak of. */
  readonly names?: readonly string[];
  readonly from: CurvePoint;
  readonly to: CurvePoint;
  readonly ticks: { readonly x: readonly number[]; readonly y: readonly number[] };
  readonly format: { readonly x: (value: number) => string; readonly y: (value: number) => string };
  readonly xTitle: string;
  /** Where a thin line marks the present value of x. */
  readonly mark?: number;
  /** A place with a ring round it, and its words for the key. */
  readonly spot?: CurvePoint & { readonly words: string };
  /** What can be done with it, after the key. */
  readonly tools?: ReactNode;
}

/** In pixels, until its place is known. */
const [USUAL, SMALLEST, HIGHEST] = [344, 240, 280];
const ROOM = { left: 40, right: 20, top: 10, bottom: 34 };

/** A few lines over two axes, with a key above. */
export function LineChart({
  label,
  lines,
  names = [],
  from,
  to,
  ticks,
  format,
  xTitle,
  mark,
  spot,
  tools,
}: Props) {
  const { ref, width: measured } = useElementSize();
  const width = measured === 0 ? USUAL : Math.max(SMALLEST, measured);
  const height = Math.min(HIGHEST, Math.round(width / 2));
  const across = (x: number): number =>
    ROOM.left + ((x - from.x) / (to.x - from.x || 1)) * (width - ROOM.left - ROOM.right);
  const down = (y: number): number =>
    height - ROOM.bottom - ((y - from.y) / (to.y - from.y)) * (height - ROOM.top - ROOM.bottom);
  const drawn = lines.filter(({ points }) => points.length > 0);
  return (
    <figure ref={ref} className="check-chart">
      <figcaption>
        {drawn.map(({ name, tone, dashed }) => (
          <span key={name} className="check-key">
            <svg width="18" height="8" aria-hidden>
              <line
                className="chart-line"
                data-tone={tone}
                data-dashed={dashed}
                x1="0"
                y1="4"
                x2="18"
                y2="4"
              />
            </svg>
            <Sentence text={name} names={names} />
          </span>
        ))}
        {spot && (
          <span className="check-key">
            <svg width="14" height="14" aria-hidden>
              <circle className="chart-spot" cx="7" cy="7" r="5" />
            </svg>
            <Sentence text={spot.words} />
          </span>
        )}
        {tools}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} {...{ translate: 'no' }}>
        {ticks.y.map((y) => (
          <g key={y}>
            <line className="chart-grid" x1={ROOM.left} x2={width - ROOM.right} y1={down(y)} y2={down(y)} />
            <text className="chart-text" x={ROOM.left - 6} y={down(y) + 4} textAnchor="end">
              {format.y(y)}
            </text>
          </g>
        ))}
        {ticks.x.map((x) => (
          <text
            key={x}
            className="chart-text"
            x={across(x)}
            y={height - ROOM.bottom + 15}
            textAnchor="middle"
          >
            {format.x(x)}
          </text>
        ))}
        <text className="chart-text" x={width - ROOM.right} y={height - 4} textAnchor="end">
          {xTitle}
        </text>
        {mark !== undefined && (
          <line
            className="chart-mark"
            x1={across(mark)}
            x2={across(mark)}
            y1={ROOM.top}
            y2={height - ROOM.bottom}
          />
        )}
        {drawn.map(({ name, tone, dashed, points }) => (
          <g key={name}>
            <polyline
              className="chart-line"
              data-tone={tone}
              data-dashed={dashed}
              points={points.map(({ x, y }) => `${across(x)},${down(y)}`).join(' ')}
            />
            {points.length <= 30 &&
              points.map(({ x, y }) => (
                <circle key={x} className="chart-dot" data-tone={tone} cx={across(x)} cy={down(y)} r={2.5} />
              ))}
          </g>
        ))}
        {spot && <circle className="chart-spot" cx={across(spot.x)} cy={down(spot.y)} r={6} />}
      </svg>
    </figure>
  );
}
