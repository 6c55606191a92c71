import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { intersectionOverUnion, type Box } from '../../../core/localisation/box';
import type { Masking } from '../../../core/localisation/locate';
import { locateWithMethods, tableMadeOtherwise, tableStore, type LocatedMethod } from '../store/all-methods';
import { locateStore, setBoxRecipe } from '../store/locate-store';
import { networkStore } from '../../../page/network/network-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { classificationStore } from '../../../page/network/classification-store';
import { setMethod, settingsStore } from '../../../page/settings/settings-store';
import { StaleNote } from '../../../ui/text/StaleNote';
import { MASKING, MASKING_NAMES, MASKING_TITLES } from '../store/recipe-rows';
import { Sentence } from '../../../ui/text/Sentence';
import { fixed } from '../../../words/number';
import { say, sayPhrase, sayWords } from '../../../words/say';

const WAYS = MASKING.options.map(({ value }) => value);

/** IoU with the person's box of every saliency method by every way of making boxes; a cell chooses both. */
export function LocatedMethodsTable({ mine }: { readonly mine: Box | null }) {
  const { rows, boxRecipe, target, running } = useStore(tableStore);
  const chosen = useStore(locateStore, (state) => state.boxRecipe);
  useStore(settingsStore);
  useStore(classificationStore);
  const classes = useStore(networkStore, (state) => state.info?.classes);
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (running) table.current?.scrollIntoView({ block: 'nearest' });
  }, [running, rows.length]);
  if (rows.length === 0 || !boxRecipe) return null;
  const className = classes?.[target ?? 0]?.name ?? say('class {index}', { index: target ?? 0 });
  const best = mine ? bestOf(rows, mine) : 0;
  return (
    <div className="locate-table" ref={table}>
      <StaleNote
        made={
          running
            ? []
            : [
                ...tableMadeOtherwise(rows),
                ...(boxRecipe.threshold === chosen.threshold
                  ? []
                  : [say('threshold {threshold, number} %', { threshold: boxRecipe.threshold })]),
                ...(boxRecipe.smoothing === chosen.smoothing
                  ? []
                  : [say('smoothing {smoothing, number} %', { smoothing: boxRecipe.smoothing })]),
              ]
        }
        action={say('Try every method again')}
        onAgain={() => {
          void locateWithMethods(chosen);
        }}
      />
      <table>
        <caption>
          <Sentence
            names={[className]}
            text={[
              mine
                ? say(
                    'IoU of each method’s best box for “{className}” with yours; the highest is marked. Press a number to see its box.',
                    { className },
                  )
                : say(
                    'The best box of each method for “{className}”. Draw your own box to compare them with it.',
                    { className },
                  ),
              say('Threshold {threshold, number} %, smoothing {smoothing, number} %.', {
                threshold: boxRecipe.threshold,
                smoothing: boxRecipe.smoothing,
              }),
            ].join(' ')}
          />
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('Map by')}</th>
            {WAYS.map((way) => (
              <th key={way} scope="col">
                {sayPhrase(MASKING_TITLES[way])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.method}>
              <th scope="row">{titleOf(row.method)}</th>
              {WAYS.map((way) => (
                <td key={way}>
                  <Cell row={row} way={way} mine={mine} best={best} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly row: LocatedMethod;
  readonly way: Masking;
  readonly mine: Box | null;
  readonly best: number;
}

function Cell({ row, way, mine, best }: CellProps) {
  const box = row.boxes[way];
  const iou = box && mine ? intersectionOverUnion(box, mine) : null;
  const names = { method: titleOf(row.method), way: MASKING_NAMES[way] };
  if (!box) return <span className="quiet">{say('none')}</span>;
  return (
    <UnstyledButton
      className="locate-cell nums"
      translate="no"
      data-best={(iou !== null && iou > 0 && iou === best) || undefined}
      aria-label={
        iou === null
          ? say('Show the box of {method} by {way}', names)
          : say('IoU {iou}: show the box of {method} by {way}', { ...names, iou: fixed(iou, 2) })
      }
      onClick={() => {
        setMethod('saliency', row.method);
        setBoxRecipe({ masking: way });
      }}
    >
      {iou === null ? `${box.width} × ${box.height}` : fixed(iou, 2)}
    </UnstyledButton>
  );
}

function bestOf(rows: readonly LocatedMethod[], mine: Box): number {
  const all = rows.flatMap(({ boxes }) =>
    WAYS.map((way) => (boxes[way] ? intersectionOverUnion(boxes[way], mine) : 0)),
  );
  return Math.max(0, ...all);
}

function titleOf(id: string): string {
  return sayWords(methodsFor('saliency').find((method) => method.id === id)?.title ?? id);
}
