import type { DrawerProps, ModalProps } from '@mantine/core';
import { lateCode } from '../../core/records/late-code';
import { openedLate } from './opened-late';
import { phrase } from '../../words/say';

// What dialogs stand in: a first map needs none.
const DIALOG = phrase('The dialog');
const SHEET = phrase('The sheet');

/** Mantine's dialog, fetched when it is first opened. */
export const Dialog = openedLate<ModalProps>(
  DIALOG,
  lateCode(DIALOG, async () => (await import('./dialog-code')).Modal),
);

/** Mantine's sheet at an edge of the window, fetched when it is first opened. */
export const Sheet = openedLate<DrawerProps>(
  SHEET,
  lateCode(SHEET, async () => (await import('./dialog-code')).Drawer),
);
