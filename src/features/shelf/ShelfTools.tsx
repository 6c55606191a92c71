import { Button, FileButton } from '@mantine/core';
import { IconArrowsDiff, IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { shelfStore } from '../../page/shelf/shelf-store';
import { say } from '../../words/say';
import { remove } from './card-actions';
import { CardComparison } from './CardComparison';
import { saveShelf, takeShelf } from './shelf-files';

/** What is done with several cards (`chosen`, their ids), or with the whole shelf. */
export function ShelfTools({ chosen }: { readonly chosen: readonly string[] }) {
  const cards = useStore(shelfStore, (state) => state.cards);
  const [compares, setCompares] = useState(false);
  const [works, setWorks] = useState(false);
  const [one, other] = chosen.flatMap((id) => cards.find((card) => card.id === id) ?? []);
  const during = (work: Promise<void>): void => {
    setWorks(true);
    void work.finally(() => {
      setWorks(false);
    });
  };
  return (
    <>
      <div className="shelf-tools" role="group" aria-label={say('With the chosen cards')}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={chosen.length !== 2}
          aria-pressed={compares && chosen.length === 2}
          leftSection={<IconArrowsDiff size={14} aria-hidden />}
          onClick={() => {
            setCompares(!compares);
          }}
        >
          {say('Compare the two chosen')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={chosen.length === 0}
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => {
            remove(chosen);
          }}
        >
          {say('Delete the chosen')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={works}
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => {
            during(saveShelf(cards));
          }}
        >
          {say('Save the shelf')}
        </Button>
        <FileButton
          accept=".zip,application/zip"
          onChange={(file) => {
            if (file) during(takeShelf(file));
          }}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="subtle"
              loading={works}
              leftSection={<IconUpload size={14} aria-hidden />}
            >
              {say('Open a saved shelf')}
            </Button>
          )}
        </FileButton>
      </div>
      {compares && one && other && chosen.length === 2 && (
        <CardComparison key={chosen.join(' ')} one={one} other={other} />
      )}
    </>
  );
}
