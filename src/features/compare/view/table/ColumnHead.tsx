import { Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconPin,
  IconPinnedOff,
  IconX,
} from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { compareStore } from '../../store/compare-store';
import { holdParams, moveColumn, removeColumn } from '../../store/edit-table';
import { scalesStore, sharedScale } from '../../store/shared-scale';
import { mapReadingOf } from '../../../../page/run/map-reading';
import { settingsStore } from '../../../../page/settings/settings-store';
import { short } from '../../../../ui/numbers/numbers';
import type { NamedColumn } from './CompareRow';
import { columnDetail } from '../table-words';
import { Sentence } from '../../../../ui/text/Sentence';
import { say } from '../../../../words/say';

/** A column's network and method, and what can be done with it. */
export function ColumnHead({ named: { column, network } }: { readonly named: NamedColumn }) {
  const { id, params } = column;
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const scope = useStore(compareStore, (state) => state.scaleScope);
  const scale = useStore(scalesStore, (state) => sharedScale(state, scope, id, reading));
  return (
    <th scope="col">
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className="compare-head"
            aria-label={say('Column {network}, {method}: change', { network, method: columnDetail(column) })}
          >
            <b>
              <span translate="no">{network}</span> <IconChevronDown size={13} aria-hidden />
            </b>
            <span className="clip">{columnDetail(column)}</span>
            {scope === 'column' && typeof scale === 'number' && (
              <span className="clip nums quiet">
                <Sentence text={say('full scale {scale}', { scale: short(scale) })} />
              </span>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={params ? <IconPinnedOff size={15} aria-hidden /> : <IconPin size={15} aria-hidden />}
            onClick={() => {
              holdParams(id, params === null);
            }}
          >
            {params ? say('Follow the settings again') : say('Keep its numbers as they are now')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            onClick={() => {
              moveColumn(id, -1);
            }}
          >
            {say('Move left')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowRight size={15} aria-hidden />}
            onClick={() => {
              moveColumn(id, 1);
            }}
          >
            {say('Move right')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => {
              removeColumn(id);
            }}
          >
            {say('Remove the column')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </th>
  );
}
