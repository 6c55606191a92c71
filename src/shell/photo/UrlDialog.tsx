import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { openUrl } from '../../panels/open-files/open-files';
import { say } from '../../words/say';

/** Asks for a picture's address. */
export function UrlDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [url, setUrl] = useState('');
  return (
    <Modal opened={opened} onClose={onClose} title={say('Picture from an address')} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void openUrl(url, url.split('/').at(-1)?.split('?')[0] || url);
        }}
      >
        <TextInput
          data-autofocus
          type="url"
          required
          label={say('Address')}
          placeholder="https://…/photo.jpg"
          description={say(
            'Your browser fetches it from there directly. The other site must allow it (CORS); where it does not, save the picture and drop it here.',
          )}
          value={url}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button className="primary" type="submit">
            {say('Open')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
