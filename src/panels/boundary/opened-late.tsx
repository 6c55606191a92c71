import { type ComponentType, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LateCode } from '../../core/records/late-code';
import { latePart } from './late-part';
import type { Words } from '../../words/message';
import { say, sayWords } from '../../words/say';

/** What is opened and closed from outside. */
export interface Openable {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog whose code is fetched when it is first opened. Where that fails, a plain one says so. `name` begins a sentence. */
export function openedLate<P extends Openable>(
  name: Words,
  load: LateCode<ComponentType<P>>,
): ComponentType<P> {
  const Late = latePart<P>({
    name,
    load: Object.assign(async () => begunClosed(await load()), {
      here() {
        const Part = load.here();
        return Part && begunClosed(Part);
      },
    }),
    frame: (failure, { opened, onClose }) =>
      opened && (
        <PlainDialog label={sayWords(name)} onClose={onClose}>
          {failure}
        </PlainDialog>
      ),
  });
  return function OpenedLate(props: P) {
    const [asked, setAsked] = useState(props.opened);
    if (props.opened && !asked) setAsked(true);
    return asked && <Late {...props} />;
  };
}

/** The same, closed when it is first drawn: it is in opening that a dialog notes what has the focus, to give it back. */
function begunClosed<P extends Openable>(Part: ComponentType<P>): ComponentType<P> {
  return function BegunClosed(props: P) {
    const [begun, setBegun] = useState(false);
    useEffect(() => {
      setBegun(true);
    }, []);
    return <Part {...props} opened={props.opened && begun} />;
  };
}

interface PlainDialogProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own dialog: what the page's are made of may be what is missing. */
function PlainDialog({ label, onClose, children }: PlainDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // What had the focus has it back, also where what was missing has come.
    return () => shown?.close();
  }, []);
  return (
    <dialog className="plain-dialog" ref={dialog} aria-label={label} onClose={onClose}>
      {children}
      <form method="dialog">
        <button>{say('Close')}</button>
      </form>
    </dialog>
  );
}
