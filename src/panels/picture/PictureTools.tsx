import { ActionIcon, Menu, Modal, Tooltip } from '@mantine/core';
import { IconDownload, IconZoomIn } from '@tabler/icons-react';
import { useState } from 'react';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { showError } from '../notices';
import type { PictureOf } from './DrawnPicture';
import { PictureCanvas } from './PictureCanvas';
import { saveAndTell } from './save-and-tell';

interface Props extends PictureOf {
  readonly title: string;
  /** Class and file names that the title may speak of. */
  readonly names?: readonly (string | null | undefined)[];
  /** What is read at the pixel pointed at. */
  readonly probe?: string | null;
}

/** What is done with a picture: it is looked at closer, or saved. */
export function PictureTools({ exercise, kind, title, names = [], probe = null }: Props) {
  const [zoomed, setZoomed] = useState(false);
  return (
    <>
      <div className="picture-tools">
        <Tooltip label={say('Look closer')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            aria-label={say('Look closer: {title}', { title })}
            onClick={() => {
              setZoomed(true);
            }}
          >
            <IconZoomIn size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Menu position="top-end" shadow="md">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={say('Save as PNG: {title}', { title })}
              title={say('Save as PNG')}
            >
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{say('PNG that restores the run, and so holds its input')}</Menu.Label>
            {[1, 2, 3, 4].map((scale) => (
              <Menu.Item
                key={scale}
                onClick={() => {
                  saveAndTell(exercise, kind, scale).catch(showError);
                }}
              >
                <Sentence text={scale === 1 ? say('1× (exact pixels)') : `${scale}×`} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Modal
        opened={zoomed}
        onClose={() => {
          setZoomed(false);
        }}
        title={<Sentence text={title} names={names} />}
        size="auto"
        centered
      >
        <div className="zoomed mat">
          <PictureCanvas exercise={exercise} kind={kind} label={title} />
        </div>
        <p className="nums quiet">
          <Sentence text={probe ?? say('Point at a pixel to read it, or use the arrow keys.')} />
        </p>
      </Modal>
    </>
  );
}
