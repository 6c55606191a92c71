import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asLabError } from '../stores/as-lab-error';

/** Says what went wrong in one sentence, with what to do about it. */
export function sayError(thrown: unknown): void {
  const { message, nextStep } = asLabError(thrown);
  notifications.show({
    // The same thing is said once; another one that went wrong beside it has a notice of its own.
    id: message,
    color: 'rose',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    title: message,
    message: nextStep,
    autoClose: 12_000,
    withBorder: true,
  });
}

/** Says something worth knowing, with an optional action. Returns what takes it off the screen. */
export function say(title: string, message?: ReactNode): () => void {
  const id = notifications.show({ title, message, color: 'amber', autoClose: 10_000, withBorder: true });
  return () => {
    notifications.hide(id);
  };
}
