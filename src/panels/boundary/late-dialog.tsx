import type { ComponentType } from 'react';
import { lateCode } from '../../core/records/late-code';
import { type Openable, openedLate } from './opened-late';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';

/** A dialog of its own, with all that is in it, whose code is fetched when it is first opened. */
export function lateDialog(
  title: Words,
  load: () => Promise<ComponentType<Openable>>,
): ComponentType<Openable> {
  const name = phrase('The dialog “{title}”', { title });
  return openedLate(name, lateCode(name, load));
}
