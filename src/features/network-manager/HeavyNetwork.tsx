import { Button, Group } from '@mantine/core';
import { useStore } from 'zustand';
import { dismissFailure, networkStore, openNetwork } from '../../page/network/network-store';
import { Dialog } from '../../panels/boundary/Dialog';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** Asks before a network is loaded that takes much time or memory. */
export function HeavyNetwork() {
  const { error, failed } = useStore(networkStore);
  const asks = error?.code === 'network-heavy' && failed !== null;
  return (
    <Dialog opened={asks} onClose={dismissFailure} title={say('A heavy network')} centered>
      <p>
        <Sentence text={error?.message ?? ''} names={[failed?.title]} />
      </p>
      <p>
        {say('Each step may take many seconds, and the browser may run out of memory. Load it all the same?')}
      </p>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={dismissFailure}>
          {say('Leave it')}
        </Button>
        <Button
          className="primary"
          onClick={() => {
            if (failed) void openNetwork({ ...failed.request, heavy: true }, failed.title);
          }}
        >
          {say('Load it all the same')}
        </Button>
      </Group>
    </Dialog>
  );
}
