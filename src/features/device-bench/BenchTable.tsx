import type { Exercise } from '../../methods/catalog/params';
import { AGREES, type DeviceRow } from './device-bench';
import { ENGINE_NAMES } from '../../panels/engine-names';
import { short } from '../../ui/numbers/numbers';
import { Sentence } from '../../ui/text/Sentence';

const EXERCISES: readonly (readonly [Exercise, string])[] = [
  ['saliency', 'Saliency'],
  ['fooling', 'Fooling'],
  ['visualization', 'Visualisation'],
];

/** One row a network and engine: milliseconds, then steps a second. */
export function BenchTable({ rows }: { readonly rows: readonly DeviceRow[] }) {
  return (
    <table className="measured">
      <caption>
        <Sentence text="Milliseconds; steps a second, in brackets with every frame shown. Agreement: the cosine between the gradient and plain JavaScript’s, 1 where they are the same." />
      </caption>
      <thead>
        <tr>
          <th scope="col">Network, engine</th>
          <th scope="col">Scores</th>
          <th scope="col">Gradient</th>
          {EXERCISES.map(([id, title]) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">Agreement</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.network} ${row.backend}`}>
            <th scope="row">
              <Sentence
                text={`${row.title}, ${ENGINE_NAMES[row.backend]}${row.software ? ' (software)' : ''}`}
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
                  <Sentence text={rate ? `${short(rate.hidden)} (${short(rate.shown)})` : 'too slow'} />
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
  if (backend === 'cpu') return 'is the measure';
  if (cosine === null) return '–';
  return cosine >= AGREES ? cosine.toFixed(5) : `differs: ${cosine.toFixed(3)}`;
}
