import { BACKENDS, type BackendId, type BackendInfo } from '../../engine/protocol/protocol';
import { ENGINE_NAMES } from '../../panels/engine-names';
import { Sentence } from '../../ui/text/Sentence';
import { fixed } from '../../words/number';
import { say } from '../../words/say';

/** Milliseconds of a gradient step on each engine measured on this device. */
export function MeasuredTable({ backend }: { readonly backend: BackendInfo }) {
  const { measured = {}, cut = [], measuredOn } = backend;
  const rows = BACKENDS.flatMap((id): { id: BackendId; ms: number; over: boolean }[] => {
    const ms = measured[id];
    return ms === undefined ? [] : [{ id, ms, over: cut.includes(id) }];
  }).sort((a, b) => Number(a.over) - Number(b.over) || a.ms - b.ms);
  const fastest = rows[0]?.ms ?? 0;
  if (rows.length === 0) return null;
  return (
    <table className="measured">
      <caption>
        <Sentence
          text={say('One gradient step of {network}, measured here', {
            network: measuredOn ?? say('a small network'),
          })}
          names={[measuredOn]}
        />
      </caption>
      <tbody>
        {rows.map(({ id, ms, over }, place) => (
          <tr key={id} data-fastest={(place === 0 && rows.length > 1) || undefined}>
            <th scope="row">{engineTitle(backend, id)}</th>
            <td className="nums">
              <Sentence
                text={over ? say('over {seconds} s', { seconds: fixed(ms / 1000, 0) }) : inWords(ms)}
              />
            </td>
            <td className="nums quiet">
              <Sentence text={over ? say('stopped') : relation(place, rows.length, ms / fastest)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function engineTitle({ gpus = {} }: BackendInfo, id: BackendId): string {
  const software = (id === 'webgl' || id === 'webgpu') && gpus[id]?.software;
  return software ? say('{engine} (software)', { engine: ENGINE_NAMES[id] }) : ENGINE_NAMES[id];
}

function inWords(ms: number): string {
  return ms < 10 ? `${fixed(ms, 1)} ms` : `${fixed(ms, 0)} ms`;
}

function relation(place: number, count: number, ratio: number): string {
  if (count === 1) return '';
  return place === 0 ? say('fastest') : `${ratio < 9.95 ? fixed(ratio, 1) : fixed(ratio, 0)}×`;
}
