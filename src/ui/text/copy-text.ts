import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';

/**
 * Puts text on the clipboard. On a page that came over plain http from another machine browsers offer only the older way,
 * inside a click. Rejects with a LabError where neither works.
 */
export async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  const copied = clipboard
    ? await clipboard.writeText(text).then(
        () => true,
        () => copyByCommand(text),
      )
    : copyByCommand(text);
  if (copied) return;
  throw new LabError(
    'backend-unavailable',
    phrase('The browser did not let the page write to the clipboard.'),
    phrase('Save it as a file instead, or select it and press Ctrl+C (⌘C).'),
  );
}

function copyByCommand(text: string): boolean {
  let given = false;
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    given = true;
  };
  document.addEventListener('copy', give, true);
  // Deprecated, and all there is without a secure context.
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand('copy');
  document.removeEventListener('copy', give, true);
  return given;
}
