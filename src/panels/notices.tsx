import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isAbort } from '../core/records/abort';
import { asLabError } from '../page/as-lab-error';
import { RECIPES, showNetworks } from '../page/network/networks-view';
import { Sentence } from '../ui/text/Sentence';
import { notify } from './notice/notice-store';
import { sayWords } from '../words/say';
import { say } from '../words/say';

/**
 * Says what went wrong in one sentence, with what to do about it; for a network of another format, with how to export it.
 * Nothing of what somebody gave up.
 */
export function showError(thrown: unknown): void {
  if (isAbort(thrown)) return;
  const { code, message: what, nextStep } = asLabError(thrown);
  const message = sayWords(what);
  const showRecipes = (): void => {
    hide();
    showNetworks(RECIPES);
  };
  const hide = notify({
    // The same thing is said once; another one that went wrong beside it has a notice of its own.
    id: message,
    color: 'rose',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    title: <Sentence text={message} />,
    message:
      code === 'other-format' ? (
        <>
          <p className="notice-line">
            <Sentence text={nextStep} />
          </p>
          <Button size="compact-xs" variant="default" onClick={showRecipes}>
            {say('All recipes')}
          </Button>
        </>
      ) : (
        <Sentence text={nextStep} />
      ),
    autoClose: code === 'other-format' ? STAYS_MS.choice : 12_000,
    closeButtonProps: { 'aria-label': say('Close') },
    withBorder: true,
  });
}

/** How long a notice lies over the page: a choice that can be made elsewhere too goes in the end, a question stays until it is answered. */
const STAYS_MS = { words: 10_000, choice: 30_000, question: false } as const;
/** Notices so far. */
let shown = 0;

/**
 * Says something worth knowing, with an optional action; what is more than words counts as a choice where nothing else is said.
 * Returns what takes it off the screen.
 */
export function showNotice(
  title: string,
  message?: ReactNode,
  names: readonly string[] = [],
  kind: keyof typeof STAYS_MS = message === undefined || typeof message === 'string' ? 'words' : 'choice',
): () => void {
  return notify({
    id: `notice ${++shown}`,
    title: <Sentence text={title} names={names} />,
    message: typeof message === 'string' ? <Sentence text={message} names={names} /> : message,
    color: 'amber',
    autoClose: STAYS_MS[kind],
    closeButtonProps: { 'aria-label': say('Close') },
    withBorder: true,
  });
}
