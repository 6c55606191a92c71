import { ActionIcon } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import { useStore } from 'zustand';
import type { TableColumn, TableRow } from '../../stores/compare/compare-store';
import { removeRow } from '../../stores/compare/edit-table';
import { inputKey, unpackInput } from '../../stores/compare/packed-map';
import { settingsStore } from '../../stores/settings-store';
import { CellCanvas } from './CellCanvas';
import { CompareCell } from './CompareCell';
import { photoTitle } from './table-words';

/** A column with the words its cells are called by. */
export interface NamedColumn {
  readonly column: TableColumn;
  readonly key: string;
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
    <tr ref={ref}>
      <th scope="row">
        <div className="compare-original">
          <div className="compare-picture mat">
            <CellCanvas draw={draw} visible={inViewport} label={`${title}, as the network sees it`} />
          </div>
          <div className="compare-caption">
            <span className="compare-name" title={row.name}>
              {title}
            </span>
            {row.error && (
              <span className="wrong">
                {row.error.message} {row.error.nextStep}
              </span>
            )}
          </div>
          <ActionIcon
            className="compare-remove"
            variant="default"
            size={24}
            radius="xl"
            aria-label={`Remove ${title}`}
            title={`Remove ${title}`}
            onClick={() => {
              removeRow(id);
            }}
          >
            <IconX size={13} aria-hidden />
          </ActionIcon>
        </div>
      </th>
      {columns.map(({ column, key, network, method }) => (
        <td key={column.id}>
          <CompareCell
            row={id}
            column={column.id}
            columnKey={key}
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
