import { WideTable } from '../../../ui/charts/WideTable';
import { short } from '../../../ui/numbers/numbers';
import type { Reckoning, TuningResult } from '../store/tuning-result';
import { scoreWords } from './tuning-words';
import type { Phrase } from '../../../words/message';
import { phrase, say, sayPhrase } from '../../../words/say';

const ROWS: readonly { readonly name: Phrase; readonly words: (reckoning: Reckoning) => string }[] = [
  { name: phrase('Photos'), words: ({ clean }) => scoreWords(clean) },
  { name: phrase('Fooled pictures'), words: ({ fooled }) => scoreWords(fooled) },
  { name: phrase('Attacked anew'), words: ({ anew }) => scoreWords(anew) },
  { name: phrase('Change it takes, L2'), words: ({ change }) => (change === null ? '–' : short(change)) },
];

/** What is read rightly, before and after, of photos learnt from and of photos held out. */
export function TuningTable({ result: { learnt, heldOut } }: { readonly result: TuningResult }) {
  return (
    <WideTable label={say('What training has changed')}>
      <table className="training-table nums">
        <caption>{say('Read as what they show, before and after')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={2}>
              {say('Photos held out')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {say('Photos learnt from')}
            </th>
          </tr>
          <tr>
            <td />
            {[heldOut, learnt].map((_, place) => [
              <th key={`${place} before`} scope="col">
                {say('before')}
              </th>,
              <th key={`${place} after`} scope="col">
                {say('after')}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, words }) => (
            <tr key={name.text}>
              <th scope="row">{sayPhrase(name)}</th>
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
