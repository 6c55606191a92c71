import { CloseButton } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { openImage } from '../../../page/photo/image-store';
import type { OpenedPhoto } from '../../../page/photo/opened-photos';
import { thumbnailOf } from '../../../page/photo/photo-thumbnails';
import { showError } from '../../../panels/notices';
import { say } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';

interface Props {
  readonly photo: OpenedPhoto;
  /** Whether it is the page's photo now. */
  readonly isShown: boolean;
  /** Whether the tab key reaches it; the arrow keys reach the others. */
  readonly inTabOrder: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onForget: () => void;
}

/** One photo of the tray. */
export function TrayPhoto({ photo, isShown, inTabOrder, onFocus, onKeyDown, onForget }: Props) {
  const name = shownPhoto(photo.name);
  const { url, failed } = useThumbnail(photo.source);
  const takeOff = say('Take {name} off the list', { name });
  return (
    <li>
      <button
        type="button"
        className="tray-photo"
        tabIndex={inTabOrder ? 0 : -1}
        aria-label={name}
        title={name}
        aria-pressed={isShown}
        aria-keyshortcuts="Delete"
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={() => {
          openImage(photo.source, photo.name).catch(showError);
        }}
      >
        {failed ? (
          <IconPhotoOff size={20} stroke={1.4} aria-hidden />
        ) : (
          <img src={url ?? NOTHING} alt="" width={44} height={44} decoding="async" />
        )}
      </button>
      <CloseButton
        size={18}
        radius="xl"
        variant="default"
        tabIndex={-1}
        aria-label={takeOff}
        title={takeOff}
        onClick={onForget}
      />
    </li>
  );
}

/** One clear pixel, which no browser marks as a picture that is missing. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** The address of a photo's thumbnail, once it is made; whether it cannot be. */
function useThumbnail(source: Blob | string) {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    thumbnailOf(source).then(
      (file) => {
        if (left) return;
        made = URL.createObjectURL(file);
        setUrl(made);
      },
      () => {
        if (!left) setFailed(true);
      },
    );
    return () => {
      left = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [source]);
  return { url, failed };
}
