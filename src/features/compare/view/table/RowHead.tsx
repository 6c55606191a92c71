import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconPhoto,
  IconPin,
  IconPinnedOff,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { TableRow } from '../../store/compare-store';
import { moveRowBy, openRowAsPhoto, setRowClass } from '../../store/edit-rows';
import { removeRow } from '../../store/edit-table';
import { showError } from '../../../../panels/notices';
import { RowClassPicker } from './RowClassPicker';
import { photoTitle } from '../table-words';
import { Sentence } from '../../../../ui/text/Sentence';
import { sayError } from '../../../../core/records/lab-error';
import { say } from '../../../../words/say';
import { shownPhoto } from '../../../../words/shown-photo';

/** A row's name with what can be done with its photo, why it could not be opened, and its own class where it has one. */
export function RowHead({ row }: { readonly row: TableRow }) {
  const { id, name, ownClass, error } = row;
  const [choosing, setChoosing] = useState(false);
  const title = photoTitle(name);
  const picks = ownClass !== null || choosing;
  return (
    <>
      <Menu position="bottom-start" shadow="md" withinPortal returnFocus={!choosing}>
        <Menu.Target>
          <button
            type="button"
            className="compare-row-name"
            aria-label={say('Photo {photo}: change', { photo: title })}
            title={shownPhoto(name)}
          >
            <b>
              <span className="compare-name" translate="no">
                {title}
              </span>{' '}
              <IconChevronDown size={13} aria-hidden />
            </b>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPhoto size={15} aria-hidden />}
            onClick={() => {
              openRowAsPhoto(id).catch(showError);
            }}
          >
            {say('Open as the photo')}
          </Menu.Item>
          <Menu.Item
            leftSection={picks ? <IconPinnedOff size={15} aria-hidden /> : <IconPin size={15} aria-hidden />}
            onClick={() => {
              setChoosing(!picks);
              if (picks) setRowClass(id, null);
            }}
          >
            {picks ? say('Explain the class that the table does') : say('Explain a class of its own')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={15} aria-hidden />}
            onClick={() => {
              moveRowBy(id, -1);
            }}
          >
            {say('Move up')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={15} aria-hidden />}
            onClick={() => {
              moveRowBy(id, 1);
            }}
          >
            {say('Move down')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => {
              removeRow(id);
            }}
          >
            {say('Remove the photo')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picks && <RowClassPicker row={row} title={title} />}
      {error && (
        <span className="wrong">
          <Sentence text={sayError(error)} />
        </span>
      )}
    </>
  );
}

/** Takes a row out of the table, at the corner of its photo. */
export function RemoveRow({ row: { id, name } }: { readonly row: TableRow }) {
  const title = photoTitle(name);
  return (
    <ActionIcon
      className="compare-remove"
      variant="default"
      size={24}
      radius="xl"
      aria-label={say('Remove {photo}', { photo: title })}
      title={say('Remove {photo}', { photo: title })}
      onClick={() => {
        removeRow(id);
      }}
    >
      <IconX size={13} aria-hidden />
    </ActionIcon>
  );
}
