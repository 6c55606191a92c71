import type { CurvePoint } from '../../../core/statistics/area-under-curve';
import { gradientRequest, type Question } from '../store/question';
import type { LinePoint } from '../store/line-store';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { chartCaption } from '../../../panels/figure/made-of';
import { percent, short } from '../../../ui/numbers/numbers';
import { NumbersTable } from './NumbersTable';
import { roundTicks } from '../../../core/statistics/round-ticks';
import { say } from '../../../words/say';
import { writeNumber } from '../../../words/number';
import { shownClass } from '../../../words/shown-class';

interface Props {
  /** Whose line it is. */
  readonly question: Question;
  readonly points: readonly LinePoint[];
  /** Where curve and straight line part, if they do. */
  readonly parted: LinePoint | null;
  /** The point looked at. */
  readonly mark: LinePoint;
  readonly name: string;
}

/** True and predicted score, and the probabilities beside them, over how far the picture has changed. */
export function LineCharts({ question, points, parted, mark, name }: Props) {
  const far = Math.max(points.at(-1)?.rms ?? 0, 0.01);
  const xTicks = roundTicks(0, far).filter((x) => x <= far);
  const scores = points.flatMap(({ score, predicted }) => [score, predicted]);
  const yTicks = roundTicks(Math.min(...scores), Math.max(...scores));
  const curve = (of: (point: LinePoint) => number): CurvePoint[] =>
    distinct(points).map((point) => ({ x: point.rms, y: of(point) }));
  const [low = 0] = yTicks;
  const high = yTicks.at(-1) ?? 1;
  const axis = { x: (x: number) => short(x), y: (y: number) => short(y) };
  return (
    <div className="limit-charts">
      <SavedChart
        caption={() =>
          chartCaption(say('Score of “{name}”, true and predicted', { name }), gradientRequest(question))
        }
        label={
          parted
            ? say(
                'Score of “{name}”, true and predicted, which part at {levels} grey levels. The table below has the numbers.',
                { name, levels: short(parted.rms) },
              )
            : say('Score of “{name}”, true and predicted. The table below has the numbers.', { name })
        }
        lines={[
          { name: say('true logit'), tone: 'live', points: curve(({ score }) => score) },
          {
            name: say('straight line'),
            tone: 'ink',
            dashed: true,
            points: curve((point) => point.predicted),
          },
        ]}
        from={{ x: 0, y: low }}
        to={{ x: far, y: high }}
        ticks={{ x: xTicks, y: yTicks }}
        format={axis}
        xTitle={say('change of the picture, grey levels (RMS of 255)')}
        mark={mark.rms}
        {...(parted
          ? {
              spot: {
                x: parted.rms,
                y: parted.score,
                words: say('they part at {levels}', { levels: short(parted.rms) }),
              },
            }
          : {})}
      />
      <SavedChart
        caption={() =>
          chartCaption(
            say('Probability of “{name}” and of its strongest rival', { name }),
            gradientRequest(question),
          )
        }
        label={say('Probability of “{name}” and of its strongest rival. The table below has the numbers.', {
          name,
        })}
        names={[name]}
        lines={[
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
        ]}
        from={{ x: 0, y: 0 }}
        to={{ x: far, y: 1 }}
        ticks={{ x: xTicks, y: [0, 0.5, 1] }}
        format={{ x: axis.x, y: (y) => writeNumber(`${100 * y} %`) }}
        xTitle={say('change of the picture, grey levels (RMS of 255)')}
        mark={mark.rms}
      />
      <NumbersTable
        caption={say('The line for “{name}”', { name })}
        names={[name]}
        heads={[
          say('Grey levels (RMS)'),
          say('True logit'),
          say('Straight line'),
          say('Probability'),
          say('Strongest rival'),
        ]}
        rows={points.map(({ rms, score, predicted, probability, rival }) => [
          short(rms),
          short(score),
          short(predicted),
          percent(probability),
          rival ? `${shownClass(rival.name)} ${percent(rival.probability)}` : '–',
        ])}
      />
    </div>
  );
}

/** Points that rounding to 8 bits has left apart: the first of those with the same change. */
function distinct(points: readonly LinePoint[]): readonly LinePoint[] {
  return points.filter((point, place) => point.rms !== points[place - 1]?.rms);
}
