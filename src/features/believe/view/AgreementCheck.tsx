import { Checkbox } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { AgreementResult } from '../store/agreement';
import { checksStore, toggleCompared } from '../store/checks-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { agreementWords } from '../store/verdicts';
import { agreementFormula } from './check-formulas';
import { rho } from './check-help';
import { MapPicture } from '../../../panels/map/MapPicture';
import { SectionOutcome } from './Outcome';
import { useSubject } from './use-subject';
import { WideTable } from '../../../ui/charts/WideTable';
import { Sentence } from '../../../ui/text/Sentence';
import { say, sayWords } from '../../../words/say';

/** Do methods that work in different ways mark the same pixels? */
export function AgreementCheck() {
  const subject = useSubject();
  const { agreement, compared } = useStore(checksStore);
  const made = agreement?.subject ?? null;
  const words = agreement && made ? agreementWords(made.method.id, agreement.result) : null;
  return (
    <>
      <p className="check-meaning">
        {say(
          'Methods that go about it in different ways and mark the same pixels make it likelier that these matter; methods that disagree cannot all be right, and which one is wrong this table does not say. Agreement is no proof: the gradient’s relatives agree by their making, and all of them may be drawing the photo’s edges. That is what the other three checks are for.',
        )}
      </p>
      <fieldset className="check-choices">
        <legend>{say('Compare with')}</legend>
        {methodsFor('saliency').map(({ id, title, needs }) => {
          const own = id === subject?.method.id;
          if (needs !== null && !own) return null;
          return (
            <Checkbox
              key={id}
              size="xs"
              label={own ? say('{title} (chosen)', { title }) : sayWords(title)}
              checked={own || compared.includes(id)}
              disabled={own}
              onChange={() => toggleCompared(id)}
            />
          );
        })}
      </fieldset>
      <SectionOutcome
        section="agreement"
        made={made}
        subject={subject}
        outcome={words === null ? null : { kind: 'none', words }}
      />
      {agreement && <Matrix result={agreement.result} own={agreement.subject.method.id} />}
      {agreement && (
        <div className="check-pictures" data-count={6}>
          {agreement.result.voices.map(({ method, map }) => (
            <MapPicture key={method.id} title={sayWords(method.title)} frame={map.frame} empty="–" />
          ))}
        </div>
      )}
      <p className="formula" translate="no">
        {agreementFormula()}
      </p>
    </>
  );
}

function Matrix({ result, own }: { readonly result: AgreementResult; readonly own: string }) {
  const { voices, matrix } = result;
  return (
    <WideTable label={say('Agreement of methods')}>
      <table className="check-matrix">
        <caption>{say('Spearman’s correlation of the maps, two by two')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Method')}</th>
            {voices.map(({ method }, column) => (
              <th
                key={method.id}
                scope="col"
                title={sayWords(method.title)}
                aria-label={sayWords(method.title)}
                translate="no"
              >
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {voices.map(({ method }, row) => (
            <tr key={method.id} data-own={method.id === own || undefined}>
              <th scope="row">
                <Sentence text={`${row + 1} ${sayWords(method.title)}`} />
              </th>
              {(matrix[row] ?? []).map((value, column) => (
                <td
                  key={column}
                  className="nums"
                  translate="no"
                  style={{ '--heat': `${Math.round(40 * Math.max(0, value ?? 0))}%` } as CSSProperties}
                >
                  {rho(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
