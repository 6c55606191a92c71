import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload, IconZoomIn } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { Dialog } from '../boundary/Dialog';
import { showError } from '../notices';
import { LateMenu } from '../boundary/LateMenu';

interface Props {
  readonly title: string;
  /** Class and file names that the title may speak of. */
  readonly names?: readonly (string | null | undefined)[] | undefined;
  /** The picture once more, as large as the window allows. */
  readonly enlarged: ReactNode;
  /** Stands below it. */
  readonly below?: ReactNode;
  /** Saves it, each pixel so many times as large. */
  readonly onSave: (scale: number) => Promise<void>;
  /** Something is about to be done with it. */
  readonly onUse?: (() => void) | undefined;
}

/** What is done with any picture: it is looked at closer, or saved. */
export function PictureButtons({ title, names = [], enlarged, below, onSave, onUse }: Props) {
  const [zoomed, setZoomed] = useState(false);
  const id = useId();
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
              onUse?.();
              setZoomed(true);
            }}
          >
            <IconZoomIn size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <LateMenu
          position="top-end"
          shadow="md"
          {...(onUse && { onOpen: onUse })}
          target={
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={say('Save as PNG: {title}', { title })}
              title={say('Save as PNG')}
            >
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
          }
        >
          {(Menu) => (
            <>
              <Menu.Label>{say('PNG that restores the run, and so holds its input')}</Menu.Label>
              {[1, 2, 3, 4].map((scale) => (
                <Menu.Item
                  key={scale}
                  onClick={() => {
                    onSave(scale).catch(showError);
                  }}
                >
                  <Sentence text={scale === 1 ? say('1× (exact pixels)') : `${scale}×`} />
                </Menu.Item>
              ))}
            </>
          )}
        </LateMenu>
      </div>
      <Dialog
        opened={zoomed}
        // Over a dialog that is itself in a stack, Escape closes this one alone.
        stackId={id}
        onClose={() => {
          setZoomed(false);
        }}
        title={<Sentence text={title} names={names} />}
        size="auto"
        xOffset={8}
        yOffset="2dvh"
        centered
      >
        <div className="zoomed mat">{enlarged}</div>
        {below}
      </Dialog>
    </>
  );
}
