import { ActionIcon, Menu, Modal, Tooltip } from '@mantine/core';
import { IconDownload, IconZoomIn } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/catalog/params';
import { imageStore } from '../../page/photo/image-store';
import { runStore } from '../../page/run/run-store';
import { PictureCanvas } from './PictureCanvas';
import { saveAndTell } from './save-and-tell';
import { useProbeText } from './probe-text';
import { showError } from '../notices';
import { Explained } from '../../ui/text/Explained';
import { Sentence } from '../../ui/text/Sentence';
import './picture.css';
import { say } from '../../words/say';

interface Props {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
  readonly title: string;
  readonly caption?: string | undefined;
  /** Class and file names that title and caption may speak of. */
  readonly names?: readonly (string | null | undefined)[];
  /** Stands in the picture's place while there is none. */
  readonly fallback?: ReactNode;
  /** Stands over the picture, where it shows nothing to look at. */
  readonly notice?: ReactNode;
  /** Lies over the picture, to be drawn on. */
  readonly over?: ReactNode;
  /** Below the caption: what its colours mean. */
  readonly legend?: ReactNode;
}

/** One picture of the stage on its mat, with its caption, zoom and export; each pixel's value under the pointer. */
export function Picture({
  exercise,
  kind,
  title,
  caption,
  names = [],
  fallback,
  notice,
  over,
  legend,
}: Props) {
  const [zoomed, setZoomed] = useState(false);
  const [empty, setEmpty] = useState(true);
  const own = useStore(runStore, (state) => state[exercise].input);
  const fitted = useStore(imageStore, (state) => state.fitted);
  const probe = useProbeText({ exercise, kind, input: kind === 'original' ? (own ?? fitted) : own });
  return (
    <figure className="picture">
      <div className="mat">
        <PictureCanvas exercise={exercise} kind={kind} label={title} onEmpty={setEmpty} />
        {empty ? (
          <div className="picture-empty">{fallback}</div>
        ) : (
          notice && <div className="picture-empty picture-notice">{notice}</div>
        )}
        {!empty && over && <div className="picture-over">{over}</div>}
      </div>
      <figcaption>
        <b>
          <Sentence text={title} names={names} />
        </b>
        <span className="nums quiet">
          {probe === null ? (
            <Explained text={caption ?? ''} names={names} />
          ) : (
            <Sentence text={probe} names={names} />
          )}
        </span>
      </figcaption>
      {!empty && (
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
      )}
      {legend}
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
    </figure>
  );
}
