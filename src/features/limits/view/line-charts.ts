import type { CurvePoint } from '../../../core/statistics/area-under-curve';
import { roundTicks } from '../../../core/statistics/round-ticks';
import { chartCaption } from '../../../panels/figure/made-of';
import type { SavedChartProps } from '../../../panels/figure/SavedChart';
import { short } from '../../../ui/numbers/numbers';
import { writeNumber } from '../../../words/number';
import { say } from '../../../words/say';
import type { FollowedLine, LinePoint } from '../store/line-store';
import { gradientRequest } from '../store/question';

/** True and predicted score, and the probabilities beside them, over how far the picture has changed. `mark` is the point looked at. */
export function lineCharts(
  { question, points, parted }: FollowedLine,
  mark: LinePoint,
  name: string,
): readonly [SavedChartProps, SavedChartProps] {
  const left = parted === null ? undefined : points[parted];
  const far = Math.max(points.at(-1)?.rms ?? 0, 0.01);
  const xTicks = roundTicks(0, far).filter((x) => x <= far);
  const scores = points.flatMap(({ score, predicted }) => [score, predicted]);
  const yTicks = roundTicks(Math.min(...scores), Math.max(...scores));
  const curve = (of: (point: LinePoint) => number): CurvePoint[] =>
    distinct(points).map((point) => ({ x: point.rms, y: of(point) }));
  const shared = {
    xTitle: say('change of the picture, grey levels (RMS of 255)'),
    mark: mark.rms,
  };
  const scoreCaption = say('Score of “{name}”, true and predicted', { name });
  const readCaption = say('Probability of “{name}” and of its strongest rival', { name });
  return [
    {
      ...shared,
      caption: () => chartCaption(scoreCaption, gradientRequest(question)),
      label: left
        ? say(
            'Score of “{name}”, true and predicted, which part at {levels} grey levels. The table below has the numbers.',
            { name, levels: short(left.rms) },
          )
        : say('Score of “{name}”, true and predicted. The table below has the numbers.', { name }),
      lines: [
        { name: say('true logit'), tone: 'live', points: curve(({ score }) => score) },
        {
          name: say('straight line'),
          tone: 'ink',
          dashed: true,
          points: curve((point) => point.predicted),
        },
      ],
      from: { x: 0, y: yTicks[0] ?? 0 },
      to: { x: far, y: yTicks.at(-1) ?? 1 },
      ticks: { x: xTicks, y: yTicks },
      format: { x: short, y: short },
      ...(left && {
        spot: {
          x: left.rms,
          y: left.score,
          words: say('they part at {levels}', { levels: short(left.rms) }),
        },
      }),
    },
    {
      ...shared,
      caption: () => chartCaption(readCaption, gradientRequest(question)),
      label: say('Probability of “{name}” and of its strongest rival. The table below has the numbers.', {
        name,
      }),
      names: [name],
      lines: [
        {
          name: say('probability of “{name}”', { name }),
          tone: 'live',
          points: curve((point) => point.probability),
        },
        {
          name: say('strongest rival’s'),
          tone: 'ink',
          points: curve((point) => point.rival?.probability ?? 0),
        },
      ],
      from: { x: 0, y: 0 },
      to: { x: far, y: 1 },
      ticks: { x: xTicks, y: [0, 0.5, 1] },
      format: { x: short, y: (y) => writeNumber(`${100 * y} %`) },
    },
  ];
}

/** Points that rounding to 8 bits has left apart: the first of those with the same change. */
function distinct(points: readonly LinePoint[]): readonly LinePoint[] {
  return points.filter((point, place) => point.rms !== points[place - 1]?.rms);
}
