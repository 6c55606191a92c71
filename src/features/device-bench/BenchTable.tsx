import type { Exercise } from '../../methods/catalog/params';
import { AGREES, type DeviceRow } from './device-bench';
import { ENGINE_NAMES } from '../../panels/engine-names';
import { short } from '../../ui/numbers/numbers';
import { Sentence } from '../../ui/text/Sentence';
import type { PlainMessage } from '../../words/message';
import { fixed } from '../../words/number';
import { phrase, say } from '../../words/say';

const EXERCISES: readonly (readonly [Exercise, PlainMessage])[] = [
  ['saliency', 'Saliency'],
  ['fooling', 'Fooling'],
  ['visualization', 'Visualisation'],
];

/** One row a network and engine: milliseconds, then steps a second. */
export function BenchTable({ rows }: { readonly rows: readonly DeviceRow[] }) {
  return (
    <table className="measured">
      <caption>
        <Sentence
          text={phrase(
            'Milliseconds; steps a second, in brackets with every frame shown. Agreement: the cosine between the gradient and plain JavaScript’s, 1 where they are the same.',
          )}
        />
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('Network, engine')}</th>
          <th scope="col">{say('Scores')}</th>
          <th scope="col">{say('Gradient')}</th>
          {EXERCISES.map(([id, title]) => (
            <th key={id} scope="col">
              {say(title)}
            </th>
          ))}
          <th scope="col">{say('Agreement')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.network} ${row.backend}`}>
            <th scope="row">
              <Sentence
                text={
                  row.software
                    ? say('{title}, {engine} (software)', {
                        title: row.title,
                        engine: ENGINE_NAMES[row.backend],
                      })
                    : say('{title}, {engine}', { title: row.title, engine: ENGINE_NAMES[row.backend] })
                }
                names={[row.title]}
              />
            </th>
            <td className="nums" translate="no">
              {short(row.forwardMs)}
            </td>
            <td className="nums" translate="no">
              {short(row.gradientMs)}
            </td>
            {EXERCISES.map(([id]) => {
              const rate = row.exercises[id];
              return (
                <td key={id} className="nums">
                  <Sentence text={rate ? `${short(rate.hidden)} (${short(rate.shown)})` : say('too slow')} />
                </td>
              );
            })}
            <td className="nums">
              <Sentence text={agreement(row)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function agreement({ agreement: cosine, backend }: DeviceRow): string {
  if (backend === 'cpu') return say('is the measure');
  if (cosine === null) return '–';
  return cosine >= AGREES ? fixed(cosine, 5) : say('differs: {cosine}', { cosine: fixed(cosine, 3) });
}
