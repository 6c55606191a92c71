import { SavedChart } from '../../../panels/figure/SavedChart';
import type { ChartLine } from '../../../ui/charts/LineChart';
import { makeReport } from './make-report';
import type { BoardNetwork } from './use-board';
import { say } from '../../../words/say';

const TONES: readonly ChartLine['tone'][] = ['live', 'ink', 'control'];

/** How a line is told from the others: by its tone, and after three by its dashes. */
export function lineStyle(place: number): Pick<ChartLine, 'tone' | 'dashed'> {
  return { tone: TONES[place % TONES.length] ?? 'live', dashed: place >= TONES.length };
}

/** Whole levels from 0 to ε, few enough to be read. */
export function levelTicks(epsilon: number): readonly number[] {
  const stride = Math.ceil(epsilon / 8);
  return Array.from({ length: Math.floor(epsilon / stride) + 1 }, (_, i) => i * stride);
}

/** Accuracy that is left over how much the photos may change. */
export function AccuracyChart({
  networks,
  epsilon,
}: {
  readonly networks: readonly BoardNetwork[];
  readonly epsilon: number;
}) {
  return (
    <SavedChart
      caption={() => {
        const { title, notes } = makeReport();
        return [title, ...notes];
      }}
      label={say(
        'Accuracy left over the largest change of a colour value. The table beside it has the numbers.',
      )}
      names={networks.map(({ title }) => title)}
      lines={networks.map(({ title, summary }, place) => ({
        name: title,
        points: summary.photos > 0 ? summary.curve : [],
        ...lineStyle(place),
      }))}
      from={{ x: 0, y: 0 }}
      to={{ x: epsilon, y: 1 }}
      ticks={{ x: levelTicks(epsilon), y: [0, 0.25, 0.5, 0.75, 1] }}
      format={{ x: String, y: (y) => say('{amount} %', { amount: Math.round(100 * y) }) }}
      xTitle={say('largest change of a colour value, of 255')}
    />
  );
}
