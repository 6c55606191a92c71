import { Button, Checkbox, Popover, UnstyledButton } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { NetworkRow } from '../../../engine/protocol/protocol';
import { compareStore } from '../store/compare-store';
import { addColumns, findColumn, removeColumn } from '../store/edit-table';
import { networkStore } from '../../../page/network/network-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { chooseNetwork } from '../../../panels/network/choose-network';
import { bytes } from '../../../ui/numbers/numbers';
import { say, sayWords } from '../../../words/say';

const METHODS = methodsFor('saliency').filter(({ needs }) => needs === null);

/** The button that opens the choice of columns: any networks by any methods. */
export function ColumnPicker() {
  const networks = useStore(networkStore, (state) => state.rows);
  const columns = useStore(compareStore, (state) => state.columns);
  const ready = networks.filter(({ origin }) => origin !== 'zoo');
  const far = networks.filter(({ origin }) => origin === 'zoo');
  const toggle = (pairs: readonly { network: string; method: string }[]) => {
    const there = pairs.flatMap(({ network, method }) => findColumn(columns, network, method) ?? []);
    if (there.length < pairs.length) addColumns(pairs);
    else for (const { id } of there) removeColumn(id);
  };
  return (
    <Popover
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      middlewares={{ flip: true, shift: { padding: 8 } }}
    >
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={15} aria-hidden />}>
          {say('Columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="compare-columns">
        <table>
          <caption className="quiet small">
            {say('A column for every box that is ticked. A name ticks its whole line.')}
          </caption>
          <thead>
            <tr>
              <td />
              {ready.map(({ id, title }) => (
                <th key={id} scope="col">
                  <UnstyledButton
                    className="compare-tick-all"
                    translate="no"
                    aria-label={say('All methods by {network}', { network: title })}
                    onClick={() => {
                      toggle(METHODS.map((method) => ({ network: id, method: method.id })));
                    }}
                  >
                    {title}
                  </UnstyledButton>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {METHODS.map((method) => (
              <tr key={method.id}>
                <th scope="row">
                  <UnstyledButton
                    className="compare-tick-all"
                    aria-label={say('{method} by all networks', { method: method.title })}
                    onClick={() => {
                      toggle(ready.map(({ id }) => ({ network: id, method: method.id })));
                    }}
                  >
                    {sayWords(method.title)}
                  </UnstyledButton>
                </th>
                {ready.map(({ id, title }) => (
                  <td key={id}>
                    <Checkbox
                      size="xs"
                      aria-label={say('{method} by {network}', { method: method.title, network: title })}
                      checked={findColumn(columns, id, method.id) !== undefined}
                      onChange={() => {
                        toggle([{ network: id, method: method.id }]);
                      }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {far.length > 0 && <FarNetworks rows={far} />}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Networks that have to be downloaded first, each with its size. */
function FarNetworks({ rows }: { readonly rows: readonly NetworkRow[] }) {
  return (
    <div className="compare-far">
      <p className="quiet small">{say('More networks, once downloaded:')}</p>
      <div className="pills">
        {rows.map((row) => (
          <Button
            key={row.id}
            size="compact-xs"
            variant="default"
            onClick={() => {
              chooseNetwork(row);
            }}
          >
            <span translate="no">{`${row.title}${row.bytes === undefined ? '' : ` · ${bytes(row.bytes)}`}`}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}
