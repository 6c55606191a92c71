import { Button } from '@mantine/core';
import { IconTable, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { imageStore } from '../../../page/photo/image-store';
import { forgetPhotos, listedAs, openedPhotos } from '../../../page/photo/opened-photos';
import { fetchPart } from '../../../panels/boundary/fetch-part';
import { showError } from '../../../panels/notices';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';
import { ForgottenNote } from './ForgottenNote';
import { TrayPhoto } from './TrayPhoto';
import './tray.css';

/** The photos opened in this visit: one press brings one back, the arrow keys go from one to the next, Delete takes one off. */
export function PhotoTray() {
  const photos = useStore(openedPhotos);
  const source = useStore(imageStore, (state) => state.photo?.source);
  const shown = listedAs(photos, source);
  const tray = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  // One of them is in the page's tab order: the one that had the focus last, else the one on the stage.
  const inTabOrder = photos.find(({ id }) => id === focused) ?? shown ?? photos[0];
  const focus = (place: number): void => {
    const items = tray.current?.querySelectorAll<HTMLButtonElement>('.tray-photo') ?? [];
    // Where none is left, there is the way back.
    const back = tray.current?.querySelector<HTMLButtonElement>('.tray-forgotten button');
    (items[Math.max(0, Math.min(place, items.length - 1))] ?? back)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, id: number, place: number): void => {
    const to = stepOf(event.key, place, photos.length);
    if (to !== null) focus(to);
    else if (event.key === 'Delete' || event.key === 'Backspace') forget(id, place);
    else return;
    event.preventDefault();
  };
  /** Takes one off, or all; the focus goes to the one that takes its place. */
  const forget = (id: number | undefined, place: number): void => {
    forgetPhotos(id === undefined ? undefined : [id]);
    requestAnimationFrame(() => {
      focus(place);
    });
  };
  return (
    <div ref={tray} className="tray">
      {photos.length > 0 && (
        <ul aria-label={say('Photos opened in this visit')}>
          {photos.map((photo, place) => (
            <TrayPhoto
              key={photo.id}
              photo={photo}
              isShown={photo === shown}
              inTabOrder={photo === inTabOrder}
              onFocus={() => {
                setFocused(photo.id);
              }}
              onKeyDown={(event) => {
                onKeyDown(event, photo.id, place);
              }}
              onForget={() => {
                forget(photo.id, place);
              }}
            />
          ))}
        </ul>
      )}
      <ForgottenNote />
      {photos.length > 1 && (
        <div className="tray-tools">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconTable size={13} aria-hidden />}
            onClick={() => {
              fetchPart(
                say('The comparison table'),
                () => import('../../../features/compare/view/compare-photos'),
              )
                .then(({ openInTable }) => openInTable(photos))
                .catch(showError);
            }}
          >
            <Sentence text={say('Compare all {count} in a table', { count: photos.length })} />
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={13} aria-hidden />}
            onClick={() => {
              forget(undefined, 0);
            }}
          >
            {say('Clear the list')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Where a key goes from a place in a row; null where it goes nowhere. */
function stepOf(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(place + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(place - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
