import { Button, Modal } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { cellId, compareStore, setCell } from '../../store/compare-store';
import { fillTable } from '../../store/fill-table';
import { networkStore } from '../../../../page/network/network-store';
import { columnDetail, networkTitle, photoTitle } from '../table-words';
import { Sentence } from '../../../../ui/text/Sentence';
import { sayError } from '../../../../core/records/lab-error';
import { say } from '../../../../words/say';
import { FullMap } from './FullMap';

/** Which cell is open; null where none is. */
export type OpenCell = { readonly row: string; readonly column: string } | null;

interface Props {
  readonly open: OpenCell;
  readonly onMove: (to: OpenCell) => void;
}

/** One cell at full size: the photo beside its map, with its numbers; or why there is no map. */
export function CellDialog({ open, onMove }: Props) {
  const row = useStore(compareStore, ({ rows }) => rows.find(({ id }) => id === open?.row));
  const column = useStore(compareStore, ({ columns }) => columns.find(({ id }) => id === open?.column));
  const cell = useStore(compareStore, ({ cells }) =>
    open ? cells[cellId(open.row, open.column)] : undefined,
  );
  const networks = useStore(networkStore, (state) => state.rows);
  const title =
    row && column
      ? `${photoTitle(row.name)} · ${networkTitle(column.network, networks)} · ${columnDetail(column)}`
      : '';
  return (
    <Modal
      opened={open !== null && row !== undefined && column !== undefined}
      onClose={() => {
        onMove(null);
      }}
      title={<Sentence text={title} names={row ? [photoTitle(row.name)] : []} />}
      size="auto"
      centered
      onKeyDown={(event) => {
        const next = open && neighbour(open, event.key);
        if (!next) return;
        event.preventDefault();
        onMove(next);
      }}
    >
      {open && cell?.status === 'done' && (
        <FullMap key={cellId(open.row, open.column)} {...open} result={cell.result} />
      )}
      {open && cell?.status === 'failed' && (
        <div className="compare-failed">
          <p className="wrong">
            <Sentence text={sayError(cell.error)} />
          </p>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            onClick={() => {
              setCell(open.row, open.column, null);
              void fillTable();
            }}
          >
            {say('Try again')}
          </Button>
        </div>
      )}
      {cell?.status !== 'done' && cell?.status !== 'failed' && (
        <p className="quiet">{say('This map is not drawn yet.')}</p>
      )}
    </Modal>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The cell beside one in the direction of an arrow key; null at the table's edge, and for other keys. */
function neighbour({ row, column }: NonNullable<OpenCell>, key: string): OpenCell {
  const move = MOVES[key];
  const { rows, columns } = compareStore.getState();
  const nextRow = rows[rows.findIndex(({ id }) => id === row) + (move?.[0] ?? 0)];
  const nextColumn = columns[columns.findIndex(({ id }) => id === column) + (move?.[1] ?? 0)];
  return move && nextRow && nextColumn ? { row: nextRow.id, column: nextColumn.id } : null;
}
