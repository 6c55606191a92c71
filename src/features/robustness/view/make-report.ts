import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import { networkStore } from '../../../page/network/network-store';
import { settingsStore } from '../../../page/settings/settings-store';
import { fitWords } from '../../../panels/picture/fit-words';
import type { BoardReport } from '../export/board-report';
import { photosOf } from '../store/board-photos';
import { boardStore } from '../store/board-store';
import { labelWords, warningWords } from './board-words';
import { boardNow } from './use-board';
import { say, sayWords } from '../../../words/say';

/** The board as it is now, with every word an export prints. */
export function makeReport(): BoardReport {
  const { epsilon, effort, photos, infos } = boardStore.getState();
  const { fit, seed } = settingsStore.getState();
  const names = new Map(photosOf(photos).map(({ id, name }) => [id, name]));
  const board = boardNow().filter(({ summary }) => summary.photos > 0);
  const networks = board.map(({ id, title, summary, measures, warnings }) => ({
    title,
    summary,
    warnings: warnings.map(warningWords),
    measures: measures.map((measure) => ({
      photo: names.get(measure.made.photo) ?? measure.made.photo,
      measure,
    })),
    nameOf: (index: number) => infos[id]?.classes[index]?.name ?? say('class {index}', { index }),
  }));
  const hashes = board.map(({ id, title }) =>
    say('{title} (weights {hash})', { title, hash: infos[id]?.weightsHash.slice(0, 12) ?? '–' }),
  );
  const attacks = AUTO_ATTACK.map(({ title }) => sayWords(title)).join(', ');
  const size = infos[board[0]?.id ?? '']?.size ?? networkStore.getState().info?.size ?? ([224, 224] as const);
  const labels = networks.map(({ summary }) => labelWords(summary)).find((words) => words !== null);
  return {
    title: say('Accuracy left under attack'),
    epsilon,
    networks,
    notes: [
      effort === 'quick'
        ? say(
            'Attacks, quick, each on the photos still standing: {attacks}. Pictures count as 8-bit pictures; what is left is a bound from above.',
            { attacks },
          )
        : say(
            'Attacks, full, each on the photos still standing: {attacks}. Pictures count as 8-bit pictures; what is left is a bound from above.',
            { attacks },
          ),
      ...(labels ? [labels] : []),
      say('{networks}; seed {seed}; photos fitted as {code}.', {
        networks: hashes.join(', '),
        seed,
        code: fitWords(fit, size).code,
      }),
    ],
  };
}
