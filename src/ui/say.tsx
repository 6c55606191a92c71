import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asLabError } from '../stores/as-lab-error';

/** Says what went wrong in one sentence, with what to do about it. */
export function sayError(thrown: unknown): void {
  const { message, nextStep, code } = asLabError(thrown);
  notifications.show({
    id: code,
    color: 'rose',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    title: message,
    message: nextStep,
    autoClose: 12_000,
    withBorder: true,
  });
}

/** Says something worth knowing, with an optional action. */
export function say(title: string, message?: ReactNode): void {
  notifications.show({ title, message, color: 'amber', autoClose: 10_000, withBorder: true });
}
