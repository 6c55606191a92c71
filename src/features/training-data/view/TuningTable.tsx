import { WideTable } from '../../../ui/charts/WideTable';
import { short } from '../../../ui/numbers/numbers';
import type { Reckoning, TuningResult } from '../store/tuning-result';
import { scoreWords } from './tuning-words';

const ROWS: readonly { readonly name: string; readonly words: (reckoning: Reckoning) => string }[] = [
  { name: 'Photos', words: ({ clean }) => scoreWords(clean) },
  { name: 'Fooled pictures', words: ({ fooled }) => scoreWords(fooled) },
  { name: 'Attacked anew', words: ({ anew }) => scoreWords(anew) },
  { name: 'Change it takes, L2', words: ({ change }) => (change === null ? '–' : short(change)) },
];

/** What is read rightly, before and after, of photos learnt from and of photos held out. */
export function TuningTable({ result: { learnt, heldOut } }: { readonly result: TuningResult }) {
  return (
    <WideTable label="What training has changed">
      <table className="training-table nums">
        <caption>Read as what they show, before and after</caption>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={2}>
              Photos held out
            </th>
            <th scope="colgroup" colSpan={2}>
              Photos learnt from
            </th>
          </tr>
          <tr>
            <td />
            {[heldOut, learnt].map((_, place) => [
              <th key={`${place} before`} scope="col">
                before
              </th>,
              <th key={`${place} after`} scope="col">
                after
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, words }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {[heldOut.before, heldOut.after, learnt.before, learnt.after].map((reckoning, place) => (
                <td key={place} translate="no">
                  {words(reckoning)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
