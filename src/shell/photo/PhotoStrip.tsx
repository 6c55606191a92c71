import { Button, CloseButton } from '@mantine/core';
import { IconPhotoOff, IconTable } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { imageStore, openImage } from '../../page/photo/image-store';
import { forgetPhoto, listedAs, openedPhotos, type OpenedPhoto } from '../../page/photo/opened-photos';
import { fetchPart } from '../../panels/boundary/fetch-part';
import { showError } from '../../panels/notices';
import { Sentence } from '../../ui/text/Sentence';
import './photo-strip.css';
import { say } from '../../words/say';
import { shownPhoto } from '../../words/shown-photo';

/** The photos opened in this visit: one press brings one back. Hidden while there is nothing to choose. */
export function PhotoStrip() {
  const photos = useStore(openedPhotos);
  const source = useStore(imageStore, (state) => state.photo?.source);
  const shown = listedAs(photos, source);
  if (photos.length === 0 || (photos.length === 1 && shown)) return null;
  return (
    <div className="photo-strip">
      <ul aria-label={say('Photos opened in this visit')}>
        {photos.map((photo) => (
          <Thumbnail key={photo.id} photo={photo} isShown={photo === shown} />
        ))}
      </ul>
      {photos.length > 1 && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconTable size={13} aria-hidden />}
          onClick={() => {
            fetchPart(say('The comparison table'), () => import('../../features/compare/view/compare-photos'))
              .then(({ openInTable }) => openInTable(photos))
              .catch(showError);
          }}
        >
          <Sentence text={say('Compare all {count} in a table', { count: photos.length })} />
        </Button>
      )}
    </div>
  );
}

function Thumbnail({ photo, isShown }: { readonly photo: OpenedPhoto; readonly isShown: boolean }) {
  const { id, source } = photo;
  const name = shownPhoto(photo.name);
  const image = useSource(source);
  const [failed, setFailed] = useState(false);
  return (
    <li>
      <button
        type="button"
        aria-label={name}
        title={name}
        aria-pressed={isShown}
        onClick={() => {
          openImage(source, photo.name).catch(showError);
        }}
      >
        {failed ? (
          <IconPhotoOff size={20} stroke={1.4} aria-hidden />
        ) : (
          <img
            ref={image}
            src={NOTHING}
            alt=""
            width={44}
            height={44}
            decoding="async"
            onError={() => {
              setFailed(true);
            }}
          />
        )}
      </button>
      <CloseButton
        size={18}
        radius="xl"
        variant="default"
        aria-label={say('Take {name} off the list', { name })}
        title={say('Take {name} off the list', { name })}
        onClick={() => {
          forgetPhoto(id);
        }}
      />
    </li>
  );
}

/** One clear pixel, which no browser marks as a picture that is missing. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Shows a photo in an image element while it can be seen: fifty decoded photos would take more than the one on the page. */
function useSource(source: Blob | string) {
  return useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return;
      let url: string | null = null;
      const letGo = (): void => {
        image.src = NOTHING;
        if (url !== null && url !== source) URL.revokeObjectURL(url);
        url = null;
      };
      const watch = new IntersectionObserver((changes) => {
        const seen = changes.at(-1)?.isIntersecting === true;
        if (!seen) letGo();
        else if (url === null) {
          url = typeof source === 'string' ? source : URL.createObjectURL(source);
          image.src = url;
        }
      });
      watch.observe(image);
      return () => {
        watch.disconnect();
        letGo();
      };
    },
    [source],
  );
}
