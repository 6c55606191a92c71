import { useStore } from 'zustand';
import { WideTable } from '../../../../ui/charts/WideTable';
import { Sentence } from '../../../../ui/text/Sentence';
import type { Fooled } from '../store/fooled';
import type { ReadPair } from '../store/reading';
import { DEFENCES } from '../store/transform-stops';
import { transformKey, transformsStore } from '../store/transforms-store';
import { readWords } from './after-words';
import { useMeasured } from './use-measured';
import { say, sayWords } from '../../../../words/say';
import { fixed } from '../../../../words/number';

/** Simple defences: what is done to every picture before the network sees it, and what that gives and takes. */
export function DefencesPanel({ subject }: { readonly subject: Fooled }) {
  useMeasured(subject);
  const { of, pairs, untouched } = useStore(transformsStore);
  const known = of === subject ? pairs : {};
  const before = of === subject ? untouched : null;
  const rows = DEFENCES.flatMap((row) =>
    row.stops.map((amount) => {
      const transform = { id: row.id, amount };
      return {
        key: transformKey(transform),
        title: `${sayWords(row.title)}, ${row.words(amount)}`,
        pair: known[transformKey(transform)] ?? null,
      };
    }),
  );
  return (
    <>
      <p className="after-words">
        {say(
          'A defence is done to every picture before the network sees it, fooled or not. It helps where the fooled picture is read as the photo was, and costs where the photo is read less surely, or as something else.',
        )}
      </p>
      <p className="after-outcome" role="status">
        {before && (
          <b>
            <Sentence
              text={defencesSentence(
                rows.map(({ pair }) => pair),
                before,
              )}
              names={[before.photo.best.name]}
            />
          </b>
        )}
      </p>
      <WideTable label={say('Defences before and after')}>
        <table className="after-table">
          <caption>
            <Sentence
              text={say(
                'What is read, each by its likeliest class. An attacker who knows of the defence can attack through it.',
              )}
            />
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('Defence')}</th>
              <th scope="col">{say('Fooled picture')}</th>
              <th scope="col">{say('Right class back')}</th>
              <th scope="col">{say('Photo')}</th>
              <th scope="col">{say('Cost to the photo')}</th>
            </tr>
          </thead>
          <tbody>
            {before && <Row title={say('None')} pair={before} before={before} />}
            {before &&
              rows.map(({ key, title, pair }) => <Row key={key} title={title} pair={pair} before={before} />)}
          </tbody>
        </table>
      </WideTable>
    </>
  );
}

interface RowProps {
  readonly title: string;
  readonly pair: ReadPair | null;
  readonly before: ReadPair;
}

function Row({ title, pair, before }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <Sentence text={title} />
      </th>
      {pair ? (
        <>
          <td className="nums" translate="no" data-fools={pair.fooled.fools}>
            {readWords(pair.fooled.best)}
          </td>
          <td>{pair.fooled.isOwn ? say('yes') : say('no')}</td>
          <td className="nums" translate="no">
            {readWords(pair.photo.best)}
          </td>
          <td className="nums" translate="no">
            {pair.photo.isOwn ? pointsWords(pair.photo.own - before.photo.own) : say('misread')}
          </td>
        </>
      ) : (
        <td colSpan={4} className="quiet">
          {say('not read yet')}
        </td>
      )}
    </tr>
  );
}

/** A change of a probability in percentage points. */
function pointsWords(change: number): string {
  const size = 100 * Math.abs(change);
  if (size < 0.05) return say('none');
  return say('{change} points', { change: `${change < 0 ? '−' : '+'}${fixed(size, 1)}` });
}

/** How many of the defences gave the right class back, and how many of them left the photo as it was read. */
export function defencesSentence(pairs: readonly (ReadPair | null)[], before: ReadPair): string {
  const read = pairs.filter((pair) => pair !== null);
  if (read.length === 0) return '';
  const name = before.photo.best.name;
  const back = read.filter(({ fooled }) => fooled.isOwn);
  const harmless = back.filter(({ photo }) => photo.isOwn);
  return back.length === 0
    ? say('With none of {defences} defences {name} comes back.', { defences: read.length, name })
    : say(
        'With {back} of {defences} defences {name} comes back; with {harmless} of these the photo is read as {name} too.',
        { back: back.length, defences: read.length, name, harmless: harmless.length },
      );
}
