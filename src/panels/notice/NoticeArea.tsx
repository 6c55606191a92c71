import { useStore } from 'zustand';
import { hidePlain, noticeStore } from './notice-store';
import { say } from '../../words/say';

/** Where notices are shown. */
export function NoticeArea() {
  const { Area, plain } = useStore(noticeStore);
  return (
    <>
      {Area && <Area position="bottom-center" limit={3} notificationMaxHeight="60vh" />}
      {plain.length > 0 && (
        <div className="plain-notices">
          {plain.map(({ id, title, message }) => (
            <div key={id} role="alert">
              <b>{title}</b> <span>{message}</span>{' '}
              <button
                type="button"
                onClick={() => {
                  hidePlain(id);
                }}
              >
                {say('Close')}
              </button>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
