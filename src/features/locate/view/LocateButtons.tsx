import { Button, Menu } from '@mantine/core';
import { IconDownload, IconTable } from '@tabler/icons-react';
import type { Box } from '../../../core/localisation/box';
import { locateWithMethods } from '../store/all-methods';
import { locateStore, type Located } from '../store/locate-store';
import { saveLocation, textOf } from '../store/save-location';
import { copyText } from '../../../ui/text/copy-text';
import { saveFigure } from '../../../panels/figure/save-figure';
import { locateFigure } from './locate-figure';
import { showNotice, showError } from '../../../panels/notices';
import { say } from '../../../words/say';

interface Props {
  readonly located: Located | null;
  readonly mine: Box | null;
  readonly disabled: boolean;
}

/** Beside the primary button: every method on this photo, and what can be taken away. */
export function LocateButtons({ located, mine, disabled }: Props) {
  return (
    <>
      <Button
        variant="default"
        size="md"
        disabled={disabled || !located}
        leftSection={<IconTable size={17} aria-hidden />}
        onClick={() => {
          void locateWithMethods(locateStore.getState().boxRecipe);
        }}
      >
        {say('All methods')}
      </Button>
      <Menu position="top-start" shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            size="md"
            disabled={!located}
            leftSection={<IconDownload size={17} aria-hidden />}
          >
            {say('Save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => {
              saveLocation('png').catch(showError);
            }}
          >
            {say('Photo with its boxes (PNG)')}
          </Menu.Item>
          <Menu.Item
            onClick={() => {
              saveFigure(locateFigure, 'save').catch(showError);
            }}
          >
            {say('Figure: photo, map and mask')}
          </Menu.Item>
          <Menu.Item
            onClick={() => {
              saveLocation('json').catch(showError);
            }}
          >
            {say('Boxes in pixels of the photo (JSON)')}
          </Menu.Item>
          <Menu.Item
            onClick={() => {
              if (!located) return;
              copyText(textOf(located, mine))
                .then(() => showNotice(say('The numbers are in the clipboard.')))
                .catch(showError);
            }}
          >
            {say('Copy the numbers')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
