import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { lab } from '../page/lab';
import { networkStore } from '../page/network/network-store';
import { showNotice } from '../panels/notices';
import { Sentence } from '../ui/text/Sentence';
import { say } from '../words/say';

/** Says when the engine has not answered for long, and offers to wait or to start it again; says when it was started again. */
export function SilentEngine() {
  const status = useStore(networkStore, (state) => state.status);
  const [waits, setWaits] = useState(false);
  const silent = status.kind === 'silent';
  const restarted = status.kind === 'restarting' ? status.reason : null;
  useEffect(() => {
    if (restarted !== null)
      showNotice(
        say('The engine is started again'),
        say('{restarted} The networks are loaded again; a run under way was stopped.', { restarted }),
      );
  }, [restarted]);
  if (!silent && waits) setWaits(false);
  if (!silent || waits) return null;
  return (
    <div className="note silent-engine" role="alert">
      <p>
        <Sentence
          text={say(
            'The engine has not answered for {seconds} seconds. One large layer can take that long; it may also be stuck.',
            { seconds: status.seconds },
          )}
        />
      </p>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          setWaits(true);
        }}
      >
        {say('Wait for it')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={lab().restart}>
        {say('Start it again')}
      </Button>
    </div>
  );
}
