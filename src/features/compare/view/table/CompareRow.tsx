import { useInViewport } from '@mantine/hooks';
import { memo, useCallback } from 'react';
import { useStore } from 'zustand';
import type { TableColumn, TableRow } from '../../store/compare-store';
import { inputKey, unpackInput } from '../../store/packed-map';
import { settingsStore } from '../../../../page/settings/settings-store';
import { CellCanvas } from './CellCanvas';
import { CompareCell } from './CompareCell';
import { RowHandle } from './RowHandle';
import { RemoveRow, RowHead } from './RowHead';
import { photoTitle } from '../table-words';
import { say } from '../../../../words/say';

/** A column with the words its cells are called by. */
export interface NamedColumn {
  readonly column: TableColumn;
  readonly network: string;
  readonly method: string;
}

interface Props {
  readonly row: TableRow;
  readonly columns: readonly NamedColumn[];
  /** Input size that the originals are shown at. */
  readonly size: readonly [number, number];
  readonly onOpen: (row: string, column: string) => void;
}

/** A photo and its maps. */
export const CompareRow = memo(function CompareRow({ row, columns, size, onOpen }: Props) {
  const { ref, inViewport } = useInViewport<HTMLTableRowElement>();
  const fit = useStore(settingsStore, (state) => state.fit);
  const title = photoTitle(row.name);
  const { id, inputs } = row;
  const bytes = inputs[inputKey(size, fit)];
  const draw = useCallback(() => (bytes ? unpackInput(bytes, size) : Promise.resolve(null)), [bytes, size]);
  return (
    <tr ref={ref} data-row={id}>
      <th scope="row">
        <div className="compare-original">
          <div className="compare-picture mat">
            <CellCanvas
              draw={draw}
              visible={inViewport}
              label={say('{name}, as the network sees it', { name: title })}
            />
          </div>
          <div className="compare-caption compare-row-head">
            <RowHead row={row} />
          </div>
          <RowHandle id={id} title={title} />
          <RemoveRow row={row} />
        </div>
      </th>
      {columns.map(({ column, network, method }) => (
        <td key={column.id}>
          <CompareCell
            row={id}
            column={column.id}
            photo={title}
            network={network}
            method={method}
            visible={inViewport}
            onOpen={onOpen}
          />
        </td>
      ))}
    </tr>
  );
});
