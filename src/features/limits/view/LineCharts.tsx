import type { FollowedLine, LinePoint } from '../store/line-store';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { percent, short } from '../../../ui/numbers/numbers';
import { lineCharts } from './line-charts';
import { NumbersTable } from './NumbersTable';
import { say } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';

interface Props {
  readonly line: FollowedLine;
  /** The point looked at. */
  readonly mark: LinePoint;
  readonly name: string;
}

/** Both charts of a line, and its numbers. */
export function LineCharts({ line, mark, name }: Props) {
  const [scores, probabilities] = lineCharts(line, mark, name);
  return (
    <div className="limit-charts">
      <SavedChart {...scores} />
      <SavedChart {...probabilities} />
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
        rows={line.points.map(({ rms, score, predicted, probability, rival }) => [
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
