import { Button, CloseButton, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { compareStore } from '../store/compare-store';
import { bringTableBack, forgetTable, keptTables } from '../store/kept-tables';
import { tableNews, tellNews } from '../store/table-news';
import { count } from '../../../ui/numbers/numbers';
import { addAgain } from './compare-photos';
import { photoTitle } from './table-words';
import { Sentence } from '../../../ui/text/Sentence';

/** Photos that are named one by one. */
const NAMED = 3;

/** What came of the photos that were brought last, and the table that this one took the place of: both stay until answered. */
export function TableNews() {
  const { arrived, repeated, leftOut } = useStore(tableNews);
  const [kept] = useStore(keptTables, (state) => state.tables);
  const rows = useStore(compareStore, (state) => state.rows);
  const names = rows.filter(({ id }) => arrived.includes(id)).map(({ name }) => photoTitle(name));
  const [first] = arrived;
  useEffect(() => {
    if (first === undefined) return;
    document.querySelector(`[data-row="${first}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [first]);
  return (
    <>
      <VisuallyHidden role="status">
        <Sentence
          text={names.length > 0 ? `${count(names.length, 'photo')} added below: ${listed(names)}.` : ''}
          names={names}
        />
      </VisuallyHidden>
      {repeated.length > 0 && (
        <Line
          words={`In the table already: ${listed(repeated.map(({ name }) => photoTitle(name)))}.`}
          names={repeated.map(({ name }) => photoTitle(name))}
          action={repeated.length === 1 ? 'Add it again' : 'Add them again'}
          onAction={() => {
            addAgain(repeated);
          }}
          onClose={() => {
            tellNews({});
          }}
        />
      )}
      {leftOut > 0 && (
        <Line
          words={`${count(leftOut, 'file')} left out: not pictures.`}
          onClose={() => {
            tellNews({ repeated });
          }}
        />
      )}
      {kept && (
        <Line
          words={`Your table before this one is kept: ${count(kept.rows.length, 'photo')}, ${count(kept.columns.length, 'column')}.`}
          action="Bring it back"
          onAction={bringTableBack}
          closing="Let go of it"
          onClose={forgetTable}
        />
      )}
    </>
  );
}

interface LineProps {
  readonly words: string;
  /** File names that they may speak of. */
  readonly names?: readonly string[];
  readonly action?: string;
  readonly onAction?: () => void;
  /** What closing does, where that is more than to close. */
  readonly closing?: string;
  readonly onClose: () => void;
}

function Line({ words, names = [], action, onAction, closing = 'Close', onClose }: LineProps) {
  return (
    <div className="table-news">
      <span className="nums">
        <Sentence text={words} names={names} />
      </span>
      {action && (
        <Button size="compact-xs" variant="default" onClick={onAction}>
          {action}
        </Button>
      )}
      <CloseButton size="sm" aria-label={closing} title={closing} onClick={onClose} />
    </div>
  );
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
