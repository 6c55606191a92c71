import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { PictureTransform } from '../../../../core/pictures/transforms/picture-transform';
import { showError } from '../../../../panels/notices';
import { WideTable } from '../../../../ui/charts/WideTable';
import { percent } from '../../../../ui/numbers/numbers';
import { Sentence } from '../../../../ui/text/Sentence';
import type { Fooled } from '../store/fooled';
import type { ReadPair } from '../store/reading';
import { SURVIVAL, type TransformRow } from '../store/transform-stops';
import { look, transformKey, transformsStore } from '../store/transforms-store';
import { readWords, survivalWords } from './after-words';
import { say, sayWords } from '../../../../words/say';

/** Every transform by how much of it: whether the picture still fools, and how sure the network is. */
export function SurvivalTable({ subject }: { readonly subject: Fooled }) {
  const { of, pairs, chosen } = useStore(transformsStore);
  const known = of === subject ? pairs : {};
  return (
    <WideTable label={say('What survives')}>
      <table className="after-table">
        <caption>
          <Sentence
            text={say(
              'A tick where the picture still fools, with the probability of {name}; mild to the left. Press one to see it.',
              { name: subject.targetName },
            )}
            names={[subject.targetName]}
          />
        </caption>
        <tbody>
          {SURVIVAL.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Sentence text={row.title} />
              </th>
              {row.stops.map((amount) => (
                <td key={amount}>
                  <Cell
                    row={row}
                    transform={{ id: row.id, amount }}
                    pair={known[transformKey({ id: row.id, amount })] ?? null}
                    chosen={chosen.id === row.id && chosen.amount === amount}
                    subject={subject}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

interface CellProps {
  readonly row: TransformRow;
  readonly transform: PictureTransform;
  readonly pair: ReadPair | null;
  readonly chosen: boolean;
  readonly subject: Fooled;
}

function Cell({ row, transform, pair, chosen, subject }: CellProps) {
  const amount = row.words(transform.amount);
  const words = pair ? survivalWords(pair.fooled, subject) : say('not read yet');
  return (
    <UnstyledButton
      className="after-cell nums"
      aria-pressed={chosen}
      aria-label={say('{name}: {words}', { name: `${sayWords(row.title)}, ${amount}`, words })}
      title={
        pair
          ? say('{words}; the photo: {reading}', { words, reading: readWords(pair.photo.best) })
          : undefined
      }
      data-fools={pair ? pair.fooled.fools : undefined}
      translate="no"
      onClick={() => {
        look(transform, subject).catch(showError);
      }}
    >
      <span className="quiet">{amount}</span>
      {pair ? (
        <span className="after-verdict">
          {pair.fooled.fools ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
          <span>{percent(pair.fooled.target)}</span>
        </span>
      ) : (
        <span className="quiet">…</span>
      )}
    </UnstyledButton>
  );
}
