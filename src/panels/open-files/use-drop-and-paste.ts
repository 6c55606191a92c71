import { useEffect, useState } from 'react';
import { carriedByDrop, carriedByPaste } from './carried';
import { openCarried } from './open-files';
import { showError } from '../notices';

/** A drag says what it carries only by kinds; these may hold a picture or a network. */
const KINDS = ['Files', 'text/uri-list', 'text/html'];
const FIELD = 'input, textarea, [contenteditable="true"]';
/** A drag that is over the page tells so at least this often; one that left it may say nothing. */
const GONE_MS = 700;

/** Takes whatever is dropped on the page or pasted into it. Returns whether something is being dragged over it now. */
export function useDropAndPaste(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let gone: ReturnType<typeof setTimeout> | undefined;
    let isOwn = false;
    const leave = (): void => {
      clearTimeout(gone);
      setOver(false);
    };
    const takes = ({ dataTransfer, target }: DragEvent): boolean => {
      const types = dataTransfer?.types ?? [];
      if (isOwn || !KINDS.some((kind) => types.includes(kind))) return false;
      // Words are for the field they are let go of over.
      return types.includes('Files') || !isField(target);
    };
    const onDrag = (event: DragEvent): void => {
      if (!takes(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      clearTimeout(gone);
      gone = setTimeout(leave, GONE_MS);
      setOver(true);
    };
    const onDrop = (event: DragEvent): void => {
      leave();
      if (!takes(event)) return;
      event.preventDefault();
      carriedByDrop(event).then(openCarried).catch(showError);
    };
    const onDragLeave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) leave();
    };
    const onDragStart = (): void => {
      isOwn = true;
    };
    const onDragEnd = (): void => {
      isOwn = false;
    };
    const onPaste = (event: ClipboardEvent): void => {
      const carried = carriedByPaste(event);
      if (isField(event.target) && carried.text !== '') return;
      if (carried.files.length + carried.text.length > 0) openCarried(carried).catch(showError);
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('dragenter', onDrag, { signal });
    document.addEventListener('dragover', onDrag, { signal });
    document.addEventListener('dragleave', onDragLeave, { signal });
    document.addEventListener('drop', onDrop, { signal });
    document.addEventListener('dragstart', onDragStart, { signal });
    document.addEventListener('dragend', onDragEnd, { signal });
    document.addEventListener('paste', onPaste, { signal });
    return () => {
      clearTimeout(gone);
      stop.abort();
    };
  }, []);
  return over;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELD) !== null;
}
