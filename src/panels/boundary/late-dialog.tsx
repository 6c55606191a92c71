import { Modal } from '@mantine/core';
import type { ComponentType } from 'react';
import { lateCode } from '../../core/records/late-code';
import { latePart } from './late-part';

interface Dialog {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog whose code is fetched when it is first opened. Where that fails, a dialog of the same title says so. */
export function lateDialog(title: string, load: () => Promise<ComponentType<Dialog>>): ComponentType<Dialog> {
  const name = `The dialog “${title}”`;
  const code = lateCode(name, load);
  return latePart<Dialog>({
    name,
    load: code,
    frame: (failure, { opened, onClose }) => (
      <Modal opened={opened} onClose={onClose} title={title} centered>
        {failure}
      </Modal>
    ),
  });
}
