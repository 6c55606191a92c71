import { useStore } from 'zustand';
import type { TopRow } from '../../../../engine/protocol/protocol';
import { askedClass } from '../../store/cell-request';
import { cellId, compareStore, type TableRow } from '../../store/compare-store';
import { setRowClass } from '../../store/edit-rows';
import { networkStore } from '../../../../page/network/network-store';
import { sameClass } from '../../../../core/records/same-class';
import { ClassPicker } from '../../../../ui/ClassPicker';
import { fillSoon } from '../fill-soon';
import { say } from '../../../../words/say';

const NONE: readonly TopRow[] = [];

interface Props {
  readonly row: TableRow;
  readonly title: string;
}

/** The class that a row's maps explain, among those of the network in use. */
export function RowClassPicker({ row: { id, ownClass }, title }: Props) {
  const info = useStore(networkStore, (state) => state.info);
  const top = useStore(compareStore, (state) => topOf(state, id, info?.id));
  if (!info) return null;
  const asked = askedClass(ownClass);
  const value = (asked && sameClass(info.classes, asked)) ?? top[0]?.index ?? 0;
  return (
    <ClassPicker
      compact
      label={say('Class of {photo}', { photo: title })}
      classes={info.classes}
      top={top}
      value={value}
      onChange={(index) => {
        const label = info.classes[index];
        if (label) setRowClass(id, { index, name: label.name });
        fillSoon();
      }}
    />
  );
}

/** The best classes that a network reads in a row's photo, as far as one of its maps has said. */
function topOf(
  { columns, cells }: Pick<ReturnType<typeof compareStore.getState>, 'columns' | 'cells'>,
  row: string,
  network: string | undefined,
): readonly TopRow[] {
  for (const column of columns) {
    const cell = column.network === network ? cells[cellId(row, column.id)] : undefined;
    if (cell?.status === 'done') return cell.result.top;
  }
  return NONE;
}
