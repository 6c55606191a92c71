import type { CSSProperties } from 'react';
import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import { WideTable } from '../../../ui/charts/WideTable';
import type { BoardNetwork } from './use-board';
import { say, sayWords } from '../../../words/say';

/** What is left of each network's accuracy after each attack, each facing the photos that those before left standing. */
export function LeftTable({
  networks,
  epsilon,
}: {
  readonly networks: readonly BoardNetwork[];
  readonly epsilon: number;
}) {
  return (
    <WideTable label={say('Accuracy left after each attack')}>
      <table className="board-left">
        <caption>{say('Photos still read rightly, within {epsilon} of 255', { epsilon })}</caption>
        <thead>
          <tr>
            <td />
            {networks.map(({ id, title }) => (
              <th key={id} scope="col" translate="no">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('As they are')}</th>
            {networks.map(({ id, summary: { clean, photos } }) => (
              <Share key={id} count={clean} of={photos} />
            ))}
          </tr>
          {AUTO_ATTACK.map(({ id: attack, title }, place) => (
            <tr key={attack}>
              <th scope="row">
                {place === 0
                  ? say('After {attack}', { attack: sayWords(title) })
                  : say('and {attack}', { attack: sayWords(title) })}
              </th>
              {networks.map(({ id, summary }) => (
                <Share key={id} count={summary.left[place]?.count ?? 0} of={summary.photos} />
              ))}
            </tr>
          ))}
          <tr className="board-smallest">
            <th scope="row">{say('Median length of the smallest change, L2')}</th>
            {networks.map(({ id, summary: { smallest } }) => (
              <td key={id} translate="no">
                {smallest ? `${Math.round(smallest.median)} / 255` : '–'}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </WideTable>
  );
}

/** So many of so many photos, as a number and a bar. */
function Share({ count, of }: { readonly count: number; readonly of: number }) {
  if (of === 0) return <td>–</td>;
  return (
    <td className="nums" translate="no">
      <span
        className="board-bar"
        style={{ '--share': `${(100 * count) / of}%` } as CSSProperties}
        aria-hidden
      />
      <span>{say('{part} of {whole}', { part: count, whole: of })}</span>
    </td>
  );
}
