import { Button, FileButton, Popover } from '@mantine/core';
import { IconFolder, IconPhotoPlus, IconPhotoUp } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { compareStore } from '../store/compare-store';
import { addRows, removeRow, SAMPLE_ROWS } from '../store/edit-table';
import { imageStore } from '../../../page/photo/image-store';
import { photoFile } from '../../../page/photo/photo-file';
import { addPhotos, comparePhotos } from './compare-photos';
import { showError } from '../../../panels/notices';
import { fillSoon } from './fill-soon';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';

/** The button that opens every way to bring photos into the table. */
export function AddPhotos() {
  const [opened, setOpened] = useState(false);
  const rows = useStore(compareStore, (state) => state.rows);
  const photo = useStore(imageStore, (state) => state.photo);
  const resetFiles = useRef<() => void>(null);
  const folder = useRef<HTMLInputElement>(null);
  const takeFiles = (files: readonly File[]) => {
    setOpened(false);
    comparePhotos(files).catch(showError);
    // The same files can be chosen again.
    resetFiles.current?.();
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={388}
      middlewares={{ flip: true, shift: { padding: 8 } }}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPhotoPlus size={15} aria-hidden />}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {say('Add photos')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="samples compare-add">
        <div className="row">
          <FileButton accept="image/*" multiple resetRef={resetFiles} onChange={takeFiles}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="xs"
                leftSection={<IconPhotoUp size={15} aria-hidden />}
              >
                {say('Photos')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFolder size={15} aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            {say('A folder')}
          </Button>
          <input
            ref={folder}
            type="file"
            hidden
            multiple
            aria-label={say('A folder of photos')}
            {...{ webkitdirectory: '' }}
            onChange={(event) => {
              takeFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <Button
            variant="default"
            size="xs"
            disabled={photo === null}
            onClick={() => {
              if (photo)
                photoFile(photo)
                  .then((source) => addPhotos([{ name: photo.name, source }]))
                  .catch(showError);
              setOpened(false);
            }}
          >
            {say('The open one')}
          </Button>
        </div>
        <p className="quiet small">{say('Or drop photos, or a folder of them, anywhere on the page.')}</p>
        <div className="compare-samples-head">
          <h3>{say('Samples')}</h3>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              addRows(SAMPLE_ROWS);
              fillSoon();
              setOpened(false);
            }}
          >
            <Sentence text={say('Add all {count}', { count: SAMPLE_ROWS.length })} />
          </Button>
        </div>
        <ul className="samples-grid">
          {SAMPLE_ROWS.map((sample) => {
            const there = rows.find(({ source }) => source === sample.source);
            return (
              <li key={sample.source}>
                <button
                  type="button"
                  className="samples-pick"
                  aria-pressed={there !== undefined}
                  onClick={() => {
                    if (there) removeRow(there.id);
                    else addRows([sample]);
                    fillSoon();
                  }}
                >
                  <img src={sample.source} alt="" width={72} height={72} loading="lazy" decoding="async" />
                  <span translate="no">{shownClass(sample.short)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
