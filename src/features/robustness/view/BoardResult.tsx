import { IconAlertTriangle } from '@tabler/icons-react';
import { Sentence } from '../../../ui/text/Sentence';
import { AccuracyChart } from './AccuracyChart';
import { labelWords, summaryWords, warningWords } from './board-words';
import { LeftTable } from './LeftTable';
import type { BoardNetwork } from './use-board';
import { say } from '../../../words/say';

interface Props {
  readonly networks: readonly BoardNetwork[];
  readonly epsilon: number;
}

/** What was found: a sentence a network, the curve, the table, and what makes it doubtful. */
export function BoardResult({ networks, epsilon }: Props) {
  const measured = networks.filter(({ summary }) => summary.photos > 0);
  if (measured.length === 0) return null;
  const titles = measured.map(({ title }) => title);
  const labels = measured.map(({ summary }) => labelWords(summary)).find((words) => words !== null);
  return (
    <section className="board-result" aria-label={say('What was found')}>
      <div className="board-words" role="status">
        {measured.map(({ id, title, summary }) => (
          <p key={id}>
            <Sentence text={summaryWords(summary, title, epsilon)} names={titles} />
          </p>
        ))}
      </div>
      <div className="board-figure">
        <AccuracyChart networks={measured} epsilon={epsilon} />
        <LeftTable networks={measured} epsilon={epsilon} />
      </div>
      {labels && <p className="note">{`${labels} ${say('Name the class of a photo below.')}`}</p>}
      <Warnings networks={measured} />
    </section>
  );
}

function Warnings({ networks }: Pick<Props, 'networks'>) {
  const all = networks.flatMap(({ id, title, warnings }) =>
    warnings.map((warning) => ({
      key: `${id} ${warning.kind}`,
      title,
      words: say('{name}: {words}', { name: title, words: warningWords(warning) }),
    })),
  );
  if (all.length === 0)
    return (
      <p className="quiet small">
        {say(
          'None of AutoAttack’s signs that such a number is wrong was seen: equal answers to equal photos, scores that are no probabilities, no gradient of zero, no attack without gradients that beats those with.',
        )}
      </p>
    );
  return (
    <ul className="board-warnings" aria-label={say('Signs that a number is not to be trusted')}>
      {all.map(({ key, title, words }) => (
        <li key={key}>
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          <Sentence text={words} names={[title]} />
        </li>
      ))}
    </ul>
  );
}
