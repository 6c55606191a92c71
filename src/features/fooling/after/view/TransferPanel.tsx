import { useStore } from 'zustand';
import { WideTable } from '../../../../ui/charts/WideTable';
import { percent } from '../../../../ui/numbers/numbers';
import { Sentence } from '../../../../ui/text/Sentence';
import { useBesideTitle } from '../../use-beside-title';
import type { Fooled } from '../store/fooled';
import { madeOn } from '../store/transfer-answers';
import { JUDGE, transferStore } from '../store/transfer-store';
import { readWords, transferWords } from './after-words';
import { TransferMatrix } from './TransferMatrix';
import { useTitleOf } from './use-subject';
import { say } from '../../../../words/say';
import { shownClass } from '../../../../words/shown-class';

/** What other networks make of the picture that one was fooled with, and MobileNet. */
export function TransferPanel({ subject }: { readonly subject: Fooled }) {
  const { asked, answers, failures, made } = useStore(transferStore);
  const own = useTitleOf(subject.network);
  const beside = useBesideTitle(subject.recipe.beside?.network);
  const given = answers.get(subject) ?? {};
  const names = Object.values(given).flatMap(({ before, after }) => [before.name, after.name]);
  return (
    <>
      <p className="after-words">
        <Sentence
          text={
            beside
              ? say(
                  'Made to fool {network} and {beside}. Does it fool networks that it was not made for? Photo and picture go to each network at its own size. MobileNet is from another family, and trained by others: no attack here has seen it.',
                  { network: own, beside },
                )
              : say(
                  'Made to fool {network}. Does it fool networks that it was not made for? Photo and picture go to each network at its own size. MobileNet is from another family, and trained by others: no attack here has seen it.',
                  { network: own },
                )
          }
          names={[own, beside]}
        />
      </p>
      {asked.length > 0 && (
        <WideTable label={say('This picture on every network')}>
          <table className="after-table">
            <caption>
              <Sentence
                text={say(
                  'Fooled: read as the class aimed at. Misled: read as another class than the photo. Holds: read as the photo is.',
                )}
              />
            </caption>
            <thead>
              <tr>
                <th scope="col">{say('Network')}</th>
                <th scope="col">{say('Photo')}</th>
                <th scope="col">{say('Fooled picture')}</th>
                <th scope="col">
                  <Sentence text={shownClass(subject.targetName)} names={[subject.targetName]} />
                </th>
              </tr>
            </thead>
            <tbody>
              {asked.map(({ id, title }) => {
                const answer = given[id];
                return (
                  <tr key={id}>
                    <th scope="row">
                      <Sentence
                        text={madeOn(subject).includes(id) ? say('{title} (fooled)', { title }) : title}
                        names={[title]}
                      />
                    </th>
                    {answer ? (
                      <>
                        <td className="nums">
                          <Sentence text={readWords(answer.before)} names={names} />
                        </td>
                        <td className="nums" data-fools={answer.outcome !== 'holds'}>
                          <Sentence text={transferWords(answer)} names={names} />
                        </td>
                        <td className="nums" translate="no">
                          {answer.target === null ? '–' : percent(answer.target)}
                        </td>
                      </>
                    ) : (
                      <td colSpan={3} className="quiet">
                        <Sentence
                          text={
                            failures[id] ??
                            (made.includes(subject)
                              ? say('not asked yet')
                              : say('asked about pictures that fool'))
                          }
                        />
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </WideTable>
      )}
      {failures[JUDGE.id] !== undefined && (
        <p className="quiet small">
          {say(
            'MobileNet’s weights come from TensorFlow Hub when they are first asked for: without a connection to it its row stays empty, and all others are as they would be.',
          )}
        </p>
      )}
      <TransferMatrix />
    </>
  );
}
