import { Button } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { useState } from 'react';
import { lateDialog } from '../boundary/late-dialog';
import { phrase, say } from '../../words/say';

const FilmDialog = lateDialog(
  phrase('Save as a film'),
  async () => (await import('./FilmDialog')).FilmDialog,
);

/** Saves the frames that are kept of the run on the stage as a film. */
export function SaveFilm({ isQuiet = false }: { readonly isQuiet?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        {...(isQuiet
          ? { variant: 'subtle', color: 'gray', size: 'compact-xs' }
          : { variant: 'default', size: 'xs' })}
        leftSection={<IconMovie size={isQuiet ? 13 : 15} aria-hidden />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {say('Save as a film')}
      </Button>
      <FilmDialog
        opened={open}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
