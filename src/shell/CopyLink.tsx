import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { imageStore } from '../page/photo/image-store';
import { isSample } from '../page/photo/sample-links';
import { hasMoves } from '../page/settings/linked-moves';
import { linkToPage } from '../page/settings/settings-address';
import { Dialog } from '../panels/boundary/Dialog';
import { showNotice } from '../panels/notices';
import { say } from '../words/say';

/** Copies the link that opens the page as it is now; where the browser does not let it, shows the link to be copied by hand. */
export function CopyLink() {
  const own = useStore(imageStore, ({ photo }) => photo?.source !== undefined && !isSample(photo.source));
  const [shown, setShown] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    const link = linkToPage();
    try {
      // Absent on pages that are not served securely.
      await navigator.clipboard.writeText(link);
      showNotice(say('The link is copied'), holdsWords(link, own));
    } catch {
      setShown(link);
    }
  };
  return (
    <>
      <Tooltip label={say('Copy the link to this')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={say('Copy the link to this')}
          onClick={() => void copy()}
        >
          <IconLink size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Dialog
        opened={shown !== null}
        onClose={() => {
          setShown(null);
        }}
        title={say('The link to this')}
        centered
      >
        <TextInput
          data-autofocus
          readOnly
          label={say('Link')}
          description={say('This browser lets the page copy nothing: press Ctrl+C (⌘C). {holds}', {
            holds: holdsWords(shown ?? '', own),
          })}
          value={shown ?? ''}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
      </Dialog>
    </>
  );
}

/** What a link holds, and what it does not. */
function holdsWords(link: string, own: boolean): string {
  if (hasMoves(link)) {
    return own
      ? say(
          'It holds every setting, and what was moved while the run went on; your photo stays on this device, and is not in it.',
        )
      : say('It holds every setting, what was moved while the run went on, and the sample.');
  }
  return own
    ? say('It holds every setting; your photo stays on this device, and is not in it.')
    : say('It holds every setting, and the sample.');
}
