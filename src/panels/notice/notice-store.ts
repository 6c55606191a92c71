import type { NotificationData, Notifications } from '@mantine/notifications';
import { createStore } from 'zustand';
import { lateCode } from '../../core/records/late-code';
import { phrase } from '../../words/say';

export type Notice = NotificationData & { readonly id: string };

interface Notices {
  /** Where notices appear, once there has been one. */
  readonly Area: typeof Notifications | null;
  /** What is said plainly, because what says it better could not be fetched. */
  readonly plain: readonly Notice[];
}

export const noticeStore = createStore<Notices>(() => ({ Area: null, plain: [] }));

const code = lateCode(phrase('What shows notices'), () => import('./notice-code'));

/** Shows a notice; one that is on the screen, under its `id`, only once. Returns what takes it off. */
export function notify(notice: Notice): () => void {
  const { id } = notice;
  let isWanted = true;
  const show = ({ Notifications: Area, notifications }: Awaited<ReturnType<typeof code>>): void => {
    noticeStore.setState({ Area });
    if (isWanted) notifications.show(notice);
  };
  const showPlainly = (): void => {
    if (isWanted) noticeStore.setState(({ plain }) => ({ plain: [...without(plain, id), notice] }));
  };
  const here = code.here();
  if (here) show(here);
  else void code().then(show, showPlainly);
  return () => {
    isWanted = false;
    code.here()?.notifications.hide(id);
    hidePlain(id);
  };
}

/** Takes off a notice that is shown plainly. */
export function hidePlain(id: string): void {
  noticeStore.setState(({ plain }) => ({ plain: without(plain, id) }));
}

function without(notices: readonly Notice[], id: string): readonly Notice[] {
  return notices.filter((one) => one.id !== id);
}
