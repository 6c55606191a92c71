import { ActionIcon } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type PointerEvent, useState } from 'react';
import { compareStore } from '../../store/compare-store';
import { moveRow, moveRowBy } from '../../store/edit-rows';
import { say } from '../../../../words/say';

interface Props {
  readonly id: string;
  readonly title: string;
}

/** What a row is dragged by, with a pointer or the arrow keys. */
export function RowHandle({ id, title }: Props) {
  const [held, setHeld] = useState(false);
  const drop = (): void => {
    setHeld(false);
  };
  return (
    <ActionIcon
      className="compare-grip"
      variant="default"
      size={24}
      radius="xl"
      aria-label={say('Move {photo}: drag, or press the up and down arrows', { photo: title })}
      title={say('Drag to move the photo; or use the arrow keys')}
      data-held={held || undefined}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
      }}
      onPointerMove={(event) => {
        if (held) dragOver(id, event);
      }}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={(event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        const button = event.currentTarget;
        moveRowBy(id, by);
        // A row that moves in the document loses the focus.
        requestAnimationFrame(() => {
          button.focus();
          button.scrollIntoView({ block: 'nearest' });
        });
      }}
    >
      <IconGripVertical size={14} aria-hidden />
    </ActionIcon>
  );
}

/** Takes the place of the row under the pointer, once the pointer is past its middle. */
function dragOver(id: string, { clientX, clientY }: PointerEvent): void {
  const over = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('tr[data-row]');
  const { rows } = compareStore.getState();
  const to = rows.findIndex((row) => row.id === over?.dataset.row);
  const from = rows.findIndex((row) => row.id === id);
  if (!over || to < 0 || to === from) return;
  const { top, height } = over.getBoundingClientRect();
  const past = to > from ? clientY > top + height / 2 : clientY < top + height / 2;
  if (past) moveRow(id, to);
}
