import { useStore } from 'zustand';
import { DRAWS } from '../store/compare-methods';
import { checksStore } from '../store/checks-store';
import { meanOf } from '../store/check-tools';
import { rho } from './check-help';
import { WideTable } from '../../../ui/charts/WideTable';
import { Sentence } from '../../../ui/text/Sentence';

/** Methods by how little their maps notice that the classifier alone is noise. */
export function ComparedMethodsTable() {
  const methods = useStore(checksStore, (state) => state.methods);
  if (!methods) {
    return (
      <p className="quiet small">
        <Sentence
          text={`The check also compares methods with only the classifier redrawn: guided backpropagation, the gradient, Grad-CAM and the chosen one, over ${DRAWS} draws.`}
        />
      </p>
    );
  }
  const { result, subject } = methods;
  const dead = result.flatMap(({ spearman }) => spearman).filter((value) => value === null).length;
  const [first] = result;
  const last = result.at(-1);
  return (
    <WideTable label="Methods compared">
      <table>
        <caption>
          <Sentence
            text={`Only the classifier redrawn, “${subject.targetName}”: Spearman with the trained map`}
            names={[subject.targetName]}
          />
        </caption>
        <thead>
          <tr>
            <th scope="col">Method</th>
            {Array.from({ length: DRAWS }, (_, draw) => (
              <th key={draw} scope="col">
                <Sentence text={`Draw ${draw + 1}`} />
              </th>
            ))}
            <th scope="col">Mean</th>
          </tr>
        </thead>
        <tbody>
          {result.map(({ method, spearman, mean }) => (
            <tr key={method.id}>
              <th scope="row">{method.title}</th>
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
        {`${
          first && last && meanOf([first.mean, last.mean]) !== null
            ? `${first.method.title} notices least that the classifier is noise, ${last.method.title} most.`
            : ''
        }${dead > 0 ? ' A dash is a draw that left the class dead: no map to compare.' : ''}`}
      </p>
    </WideTable>
  );
}
