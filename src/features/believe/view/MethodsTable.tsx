import { useStore } from 'zustand';
import { DRAWS } from '../store/compare-methods';
import { checksStore } from '../store/checks-store';
import { meanOf } from '../store/check-tools';
import { rho } from './check-help';
import { WideTable } from '../../../ui/charts/WideTable';
import { Sentence } from '../../../ui/text/Sentence';
import { say, sayWords } from '../../../words/say';

/** Methods by how little their maps notice that the classifier alone is noise. */
export function ComparedMethodsTable() {
  const methods = useStore(checksStore, (state) => state.methods);
  if (!methods) {
    return (
      <p className="quiet small">
        <Sentence
          text={say(
            'The check also compares methods with only the classifier redrawn: guided backpropagation, the gradient, Grad-CAM and the chosen one, over {draws} draws.',
            { draws: DRAWS },
          )}
        />
      </p>
    );
  }
  const { result, subject } = methods;
  const dead = result.flatMap(({ spearman }) => spearman).filter((value) => value === null).length;
  const [first] = result;
  const last = result.at(-1);
  return (
    <WideTable label={say('Methods compared')}>
      <table>
        <caption>
          <Sentence
            text={say('Only the classifier redrawn, “{targetName}”: Spearman with the trained map', {
              targetName: subject.targetName,
            })}
            names={[subject.targetName]}
          />
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('Method')}</th>
            {Array.from({ length: DRAWS }, (_, draw) => (
              <th key={draw} scope="col">
                <Sentence text={say('Draw {draw}', { draw: draw + 1 })} />
              </th>
            ))}
            <th scope="col">{say('Mean')}</th>
          </tr>
        </thead>
        <tbody>
          {result.map(({ method, spearman, mean }) => (
            <tr key={method.id}>
              <th scope="row">{sayWords(method.title)}</th>
              {spearman.map((value, draw) => (
                <td key={draw} className="nums" translate="no">
                  {rho(value)}
                </td>
              ))}
              <td className="nums" translate="no">
                <b>{rho(mean)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">
        {[
          ...(first && last && meanOf([first.mean, last.mean]) !== null
            ? [
                say('{least} notices least that the classifier is noise, {most} most.', {
                  least: first.method.title,
                  most: last.method.title,
                }),
              ]
            : []),
          ...(dead > 0 ? [say('A dash is a draw that left the class dead: no map to compare.')] : []),
        ].join(' ')}
      </p>
    </WideTable>
  );
}
