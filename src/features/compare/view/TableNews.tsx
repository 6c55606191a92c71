import { Button, CloseButton, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { compareStore } from '../store/compare-store';
import { bringTableBack, forgetTable, keptTables } from '../store/kept-tables';
import { tableNews, tellNews } from '../store/table-news';
import { addAgain } from './compare-photos';
import { photoTitle } from './table-words';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';

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
          text={
            names.length > 0
              ? say('{count, plural, one {# photo} other {# photos}} added below: {names}.', {
                  count: names.length,
                  names: listed(names),
                })
              : ''
          }
          names={names}
        />
      </VisuallyHidden>
      {repeated.length > 0 && (
        <Line
          words={say('In the table already: {names}.', {
            names: listed(repeated.map(({ name }) => photoTitle(name))),
          })}
          names={repeated.map(({ name }) => photoTitle(name))}
          action={repeated.length === 1 ? say('Add it again') : say('Add them again')}
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
          words={say('{count, plural, one {# file} other {# files}} left out: not pictures.', {
            count: leftOut,
          })}
          onClose={() => {
            tellNews({ repeated });
          }}
        />
      )}
      {kept && (
        <Line
          words={say(
            'Your table before this one is kept: {rows, plural, one {# photo} other {# photos}}, {columns, plural, one {# column} other {# columns}}.',
            { rows: kept.rows.length, columns: kept.columns.length },
          )}
          action={say('Bring it back')}
          onAction={bringTableBack}
          closing={say('Let go of it')}
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

function Line({ words, names = [], action, onAction, closing = say('Close'), onClose }: LineProps) {
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
  const first = names.slice(0, NAMED).join(', ');
  return more > 0 ? say('{first} and {more} more', { first, more }) : first;
}
