import { VisuallyHidden } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import { WideTable } from '../../../ui/charts/WideTable';
import type { Sheet } from '../store/sheet';
import type { CellState, Sweep } from '../store/sweep-store';
import { SheetCell } from './SheetCell';
import { say } from '../../../words/say';

interface Props {
  readonly sweep: Sweep;
  readonly sheet: Sheet;
  /** In the sheet's order. */
  readonly states: readonly (CellState | undefined)[];
  readonly onOpen: (index: number) => void;
}

/** The pictures side by side: one setting down, the other across. */
export function ContactSheet({ sweep, sheet, states, onOpen }: Props) {
  const now = useStore(sweep.store, (state) =>
    state.sweeping?.phase === 'running' ? state.sweeping.now : null,
  );
  const { rows, columns } = sheet;
  const across = columns?.titles ?? [''];
  const by = columns
    ? say('Pictures of the sweep: {rows} down, {columns} across', {
        rows: rows.choice.title,
        columns: columns.choice.title,
      })
    : say('Pictures of the sweep: {rows} down', { rows: rows.choice.title });
  return (
    <WideTable label={say('The contact sheet')}>
      <table className="sheet" style={{ '--columns': across.length } as CSSProperties}>
        <caption>
          <VisuallyHidden>{by}</VisuallyHidden>
        </caption>
        {columns && (
          <thead>
            <tr>
              <td />
              {across.map((title) => (
                <th key={title} scope="col" translate="no">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.titles.map((title, row) => (
            <tr key={title}>
              <th scope="row" translate="no">
                {title}
              </th>
              {across.map((columnTitle, column) => {
                const index = row * across.length + column;
                return (
                  <td key={columnTitle}>
                    <SheetCell
                      name={[title, columnTitle].filter(Boolean).join(', ')}
                      state={states[index]}
                      running={now?.row === row && now.column === column ? now : null}
                      onOpen={() => {
                        onOpen(index);
                      }}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
