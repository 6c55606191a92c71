import { Modal } from '@mantine/core';
import type { ComponentType } from 'react';
import { lateCode } from '../../core/records/late-code';
import { latePart } from './late-part';
import type { Words } from '../../words/message';
import { phrase, sayWords } from '../../words/say';

interface Dialog {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog whose code is fetched when it is first opened. Where that fails, a dialog of the same title says so. */
export function lateDialog(title: Words, load: () => Promise<ComponentType<Dialog>>): ComponentType<Dialog> {
  const name = phrase('The dialog “{title}”', { title });
  const code = lateCode(name, load);
  return latePart<Dialog>({
    name,
    load: code,
    frame: (failure, { opened, onClose }) => (
      <Modal opened={opened} onClose={onClose} title={sayWords(title)} centered>
        {failure}
      </Modal>
    ),
  });
}
