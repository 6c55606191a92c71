import { VisuallyHidden } from '@mantine/core';
import { type CSSProperties, useMemo } from 'react';
import { useStore } from 'zustand';
import { cellKey } from '../../store/cell-request';
import { compareStore } from '../../store/compare-store';
import { networkStore } from '../../../../page/network/network-store';
import { seesStore } from '../../../../page/network/sees-store';
import { settingsStore } from '../../../../page/settings/settings-store';
import { ColumnHead } from './ColumnHead';
import { CompareRow, type NamedColumn } from './CompareRow';
import { columnDetail, networkTitle } from '../table-words';

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
        <VisuallyHidden>Saliency maps: one photo a row, one network and method a column</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <b>Original</b>
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

/** The columns with their words and what they would be asked for now; the same array while none of that changes. */
function useNamedColumns(): readonly NamedColumn[] {
  const columns = useStore(compareStore, (state) => state.columns);
  const networks = useStore(networkStore, (state) => state.rows);
  // What a column is asked for hangs on all of these.
  useStore(settingsStore);
  useStore(seesStore);
  useStore(compareStore, (state) => state.explained);
  useStore(networkStore, (state) => state.info);
  const keys = columns.map((column) => cellKey(column, null)).join('\n');
  return useMemo(() => {
    const each = keys.split('\n');
    return columns.map((column, index) => ({
      column,
      key: each[index] ?? '',
      network: networkTitle(column.network, networks),
      method: columnDetail(column),
    }));
  }, [columns, networks, keys]);
}
