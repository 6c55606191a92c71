import { VisuallyHidden } from '@mantine/core';
import { type CSSProperties, useMemo } from 'react';
import { useStore } from 'zustand';
import { compareStore } from '../../store/compare-store';
import { networkStore } from '../../../../page/network/network-store';
import { ColumnHead } from './ColumnHead';
import { CompareRow, type NamedColumn } from './CompareRow';
import { columnDetail, networkTitle } from '../table-words';
import { useLanguage } from '../../../../ui/text/use-language';
import { say } from '../../../../words/say';

interface Props {
  /** Input size that the originals are shown at. */
  readonly size: readonly [number, number];
  readonly onOpen: (row: string, column: string) => void;
}

/** Photos down, networks and methods across. */
export function CompareTable({ size, onOpen }: Props) {
  const rows = useStore(compareStore, (state) => state.rows);
  const columns = useNamedColumns();
  return (
    <table className="compare-table" style={{ '--columns': columns.length + 1 } as CSSProperties}>
      <caption>
        <VisuallyHidden>
          {say('Saliency maps: one photo a row, one network and method a column')}
        </VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <b>{say('Original')}</b>
          </th>
          {columns.map((named) => (
            <ColumnHead key={named.column.id} named={named} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <CompareRow key={row.id} row={row} columns={columns} size={size} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

/** The columns with their words; the same array while none of that changes, and no other language is spoken. */
function useNamedColumns(): readonly NamedColumn[] {
  const columns = useStore(compareStore, (state) => state.columns);
  const networks = useStore(networkStore, (state) => state.rows);
  const language = useLanguage();
  return useMemo(
    () =>
      columns.map((column) => ({
        column,
        network: networkTitle(column.network, networks),
        method: columnDetail(column),
      })),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is made holds words of the page's language
    [columns, networks, language],
  );
}
