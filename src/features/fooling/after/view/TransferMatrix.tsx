import { useStore } from 'zustand';
import { networkStore } from '../../../../page/network/network-store';
import { WideTable } from '../../../../ui/charts/WideTable';
import { Sentence } from '../../../../ui/text/Sentence';
import { byMakers } from '../store/transfer-answers';
import { transferStore } from '../store/transfer-store';
import { say } from '../../../../words/say';

/** Networks that pictures of this visit were made on, by networks that were asked: how many were not read as their photos. */
export function TransferMatrix() {
  const { made, asked, answers } = useStore(transferStore);
  const rows = useStore(networkStore, (state) => state.rows);
  if (asked.length === 0 || made.length === 0) return null;
  const titleOf = (id: string): string => rows.find((row) => row.id === id)?.title ?? id;
  return (
    <WideTable label={say('Fooled pictures of this visit by networks')}>
      <table className="after-table after-matrix">
        <caption>
          <Sentence
            text={say(
              'The fooled pictures of this visit ({pictures, plural, one {# picture} other {# pictures}}): how many each network reads otherwise than their photos. Attack with another network for another row.',
              { pictures: made.length },
            )}
          />
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('Made on')}</th>
            {asked.map(({ id, title }) => (
              <th key={id} scope="col" translate="no">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byMakers(made).map(({ networks, pictures }) => (
            <tr key={networks.join(' ')}>
              <th scope="row" translate="no">
                {networks.map(titleOf).join(' + ')}
              </th>
              {asked.map(({ id }) => {
                const given = pictures.flatMap((fooled) => answers.get(fooled)?.[id] ?? []);
                const misled = given.filter(({ outcome }) => outcome !== 'holds').length;
                return (
                  <td key={id} className="nums" data-fools={given.length > 0 ? misled > 0 : undefined}>
                    <Sentence
                      text={
                        given.length === 0
                          ? '–'
                          : say('{part} of {whole}', { part: misled, whole: given.length })
                      }
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
