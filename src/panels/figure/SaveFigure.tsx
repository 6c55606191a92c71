import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPhotoDown, IconShare2 } from '@tabler/icons-react';
import { lateCode } from '../../core/records/late-code';
import { phrase, say } from '../../words/say';
import type { Feature } from '../feature';
import { showError } from '../notices';
import { sharesFiles } from './share-file';

const code = lateCode(phrase('Saving figures'), () => import('./save-figure'));

/** Saves all that a view shows as one figure; where the device hands files on to other programs, it does that, too. */
export function SaveFigure({
  of,
  isEmpty,
}: {
  readonly of: NonNullable<Feature['figure']>;
  /** Whether there is nothing to save yet. */
  readonly isEmpty: boolean;
}) {
  const save = (how: 'save' | 'share'): void => {
    code()
      .then(({ saveFigure }) => saveFigure(of, how))
      .catch(showError);
  };
  return (
    <>
      <Tooltip label={say('All pictures with their caption, in one PNG that restores the run')}>
        <Button
          variant="default"
          disabled={isEmpty}
          leftSection={<IconPhotoDown size={16} aria-hidden />}
          onClick={() => {
            save('save');
          }}
        >
          {say('Save figure')}
        </Button>
      </Tooltip>
      {sharesFiles() && (
        <ActionIcon
          variant="default"
          size={36}
          disabled={isEmpty}
          aria-label={say('Share the figure')}
          onClick={() => {
            save('share');
          }}
        >
          <IconShare2 size={16} aria-hidden />
        </ActionIcon>
      )}
    </>
  );
}
