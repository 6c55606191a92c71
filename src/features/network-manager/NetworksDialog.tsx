import { ActionIcon, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { refreshRoom } from '../../page/network/kept-networks-store';
import { networkStore } from '../../page/network/network-store';
import { NetworkDetails } from './NetworkDetails';
import { NetworkList } from './NetworkList';
import { networksView, showNetworks } from '../../page/network/networks-view';
import { say } from '../../words/say';

/** Every network this page can have, or what is known of the one in use. Closing it stops nothing. */
export function NetworksDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const view = useStore(networksView, (state) => state.view);
  const info = useStore(networkStore, (state) => state.info);
  const rows = useStore(networkStore, (state) => state.rows);
  const narrow = useMediaQuery('(max-width: 860px)');
  const details = view.kind === 'details' && info !== null;
  useEffect(() => {
    if (view.kind !== 'closed') void refreshRoom();
    // What is kept changes with the rows.
  }, [view.kind, rows]);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      className="networks"
      size={760}
      centered
      fullScreen={narrow}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* A header of the dialog, not of the page. */}
        <Modal.Header role="none">
          <Modal.Title>
            {details ? (
              <span className="networks-title">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={say('All networks')}
                  onClick={() => showNetworks()}
                >
                  <IconArrowLeft size={18} aria-hidden />
                </ActionIcon>
                <span className="clip" translate="no">
                  {info.title}
                </span>
              </span>
            ) : (
              say('Networks')
            )}
          </Modal.Title>
          <Modal.CloseButton />
        </Modal.Header>
        <Modal.Body>
          {details ? (
            <NetworkDetails key={info.id} info={info} change={view.change ?? false} />
          ) : (
            <NetworkList at={view.kind === 'list' ? view.at : undefined} />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
