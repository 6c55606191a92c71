import { useFileDialog } from '@mantine/hooks';
import {
  IconCheck,
  IconChevronDown,
  IconDownload,
  IconFileImport,
  IconInfoCircle,
  IconLink,
  IconStack2,
  IconX,
} from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { LoadProgress, NetworkRow } from '../../engine/protocol/protocol';
import { cancelDownload, downloadStore, firstUnderWay } from '../../page/network/download-store';
import { cancelLoading, networkStore } from '../../page/network/network-store';
import { LateMenu, type MenuParts } from '../../panels/boundary/LateMenu';
import { lateDialog } from '../../panels/boundary/late-dialog';
import { openFiles } from '../../panels/open-files/open-files';
import { bytes } from '../../ui/numbers/numbers';
import { SpokenProgress } from './ArrivalProgress';
import { fractionWords, progressNumbers, stageSentence } from './arrival-words';
import { chooseNetwork } from '../../panels/network/choose-network';
import { downloadSize } from '../../panels/network/network-words';
import { NETWORK_FILES } from '../../panels/network/network-files';
import {
  closeNetworks,
  networksView,
  OWN,
  showDetails,
  showNetworks,
} from '../../page/network/networks-view';
import { Sentence } from '../../ui/text/Sentence';
import './networks.css';
import { phrase, say } from '../../words/say';

const NetworksDialog = lateDialog(
  phrase('Networks'),
  async () => (await import('./NetworksDialog')).NetworksDialog,
);

/** The network in use, or what is coming; opens to choose another. */
export function NetworkMenu() {
  const { rows, info, loading } = useStore(networkStore);
  const download = firstUnderWay(useStore(downloadStore));
  const view = useStore(networksView, (state) => state.view);
  const files = useFileDialog({
    accept: NETWORK_FILES,
    multiple: true,
    resetOnOpen: true,
    onChange: (chosen) => {
      void openFiles([...(chosen ?? [])]);
    },
  });
  const coming = loading ?? download;
  const far = fractionWords(coming?.progress ?? null);
  const ready = rows.filter((row) => row.origin !== 'zoo');
  const away = rows.filter((row) => row.origin === 'zoo' && row.id !== download?.id);
  return (
    <>
      <LateMenu
        position="bottom-end"
        shadow="md"
        width={340}
        middlewares={{ shift: { padding: 8 }, flip: true }}
        target={
          <button
            type="button"
            className="chip network-chip"
            aria-label={
              coming
                ? say('Network: {title} is coming. About it, and others.', { title: coming.title })
                : info
                  ? say('Network: {title}. Choose another.', { title: info.title })
                  : say('Network: none. Choose another.')
            }
          >
            {coming && <span className="dot" data-live />}
            <span className="clip" translate={coming || info ? 'no' : undefined}>
              {coming?.title ?? info?.title ?? say('No network')}
            </span>
            {far && (
              <span className="nums" translate="no">
                {far}
              </span>
            )}
            <IconChevronDown size={14} aria-hidden />
          </button>
        }
        dropdownClass="network-menu"
      >
        {(Menu) => (
          <>
            {loading && (
              <Coming
                Menu={Menu}
                title={loading.title}
                progress={loading.progress}
                onCancel={() => {
                  cancelLoading();
                }}
              />
            )}
            {download && (
              <Coming
                Menu={Menu}
                title={download.title}
                progress={download.progress}
                onCancel={() => {
                  cancelDownload(download.id);
                }}
              />
            )}
            <Menu.Label>
              {say('{count, plural, one {Ready } other {Ready }}', { count: ready.length })}
            </Menu.Label>
            {ready.map((row) => (
              <Choice Menu={Menu} key={row.id} row={row} current={row.id === info?.id} />
            ))}
            {ready.length === 0 && <Menu.Item disabled>{say('None yet')}</Menu.Item>}
            {away.length > 0 && <Menu.Label>{say('One click away')}</Menu.Label>}
            {away.map((row) => (
              <Choice Menu={Menu} key={row.id} row={row} current={false} />
            ))}
            <Menu.Divider />
            {info && (
              <Menu.Item leftSection={<IconInfoCircle size={16} aria-hidden />} onClick={showDetails}>
                {say('About this network')}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconStack2 size={16} aria-hidden />}
              onClick={() => {
                showNetworks();
              }}
            >
              {say('Manage networks…')}
            </Menu.Item>
            <Menu.Item leftSection={<IconFileImport size={16} aria-hidden />} onClick={files.open}>
              {say('Open a file…')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconLink size={16} aria-hidden />}
              onClick={() => {
                showNetworks(OWN);
              }}
            >
              {say('From an address…')}
            </Menu.Item>
          </>
        )}
      </LateMenu>
      {coming && view.kind === 'closed' && <SpokenProgress title={coming.title} progress={coming.progress} />}
      <NetworksDialog opened={view.kind !== 'closed'} onClose={closeNetworks} />
    </>
  );
}

interface ChoiceProps {
  readonly Menu: MenuParts;
  readonly row: NetworkRow;
  readonly current: boolean;
}

function Choice({ Menu, row, current }: ChoiceProps) {
  const away = row.origin === 'zoo';
  const size = row.bytes === undefined ? '' : away ? downloadSize(row.bytes, row.zoo) : bytes(row.bytes);
  const classes = say('{count, plural, one {# class} other {# classes}}', { count: row.classes });
  const words = [away ? '' : classes, size].filter(Boolean).join(' · ');
  return (
    <Menu.Item
      aria-current={current || undefined}
      leftSection={
        away ? (
          <IconDownload size={16} aria-hidden />
        ) : (
          <IconCheck size={16} aria-hidden visibility={current ? undefined : 'hidden'} />
        )
      }
      onClick={() => {
        chooseNetwork(row);
      }}
    >
      <span className="menu-row">
        <span className="clip" translate="no">
          {row.title}
        </span>
        <span className="quiet nums">
          <Sentence text={words} />
        </span>
      </span>
    </Menu.Item>
  );
}

interface ComingProps {
  readonly Menu: MenuParts;
  readonly title: string;
  readonly progress: LoadProgress | null;
  readonly onCancel: () => void;
}

function Coming({ Menu, title, progress, onCancel }: ComingProps) {
  const fraction = progress?.fraction ?? null;
  return (
    <>
      <Menu.Label>
        <span className="menu-row">
          <span className="clip">
            <Sentence text={stageSentence(title, progress)} names={[title]} />
          </span>
        </span>
        <span className="nums">
          <Sentence text={progressNumbers(progress)} />
        </span>
        <span className="menu-bar">
          <span style={{ transform: `scaleX(${fraction ?? 0})` }} />
        </span>
      </Menu.Label>
      <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={onCancel}>
        <Sentence text={say('Cancel {title}', { title })} names={[title]} />
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}
