import { ActionIcon } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useRef } from 'react';
import { openFiles } from '../../../panels/open-files/open-files';
import { say } from '../../../words/say';

/** Opens the phone's own camera; what it takes becomes the photo. */
export function CameraButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionIcon
        className="samples-more"
        variant="default"
        aria-label={say('Take a photo')}
        title={say('Take a photo')}
        onClick={() => input.current?.click()}
      >
        <IconCamera size={16} aria-hidden />
      </ActionIcon>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={say('Photo from the phone’s camera')}
        onChange={({ currentTarget }) => {
          void openFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
