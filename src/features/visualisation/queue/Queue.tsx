import { Button, CloseButton } from '@mantine/core';
import { IconListNumbers, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { networkStore } from '../../../page/network/network-store';
import { runStore } from '../../../page/run/run-store';
import { Sentence } from '../../../ui/text/Sentence';
import { addToQueue, type QueuedRun, queueStore, removeFromQueue, runQueue, showQueued } from './queue-store';
import { phaseWords, queuedWords } from './queue-words';
import './queue.css';
import { say } from '../../../words/say';

/** Runs that have their turn one after the other: the one asked for now is added, those that wait may be taken off. */
export function Queue() {
  const { runs, isOn } = useStore(queueStore);
  const busy = useStore(runStore, (state) => state.active !== null);
  const ready = useStore(networkStore, (state) => state.info !== null);
  const waits = runs.some(({ phase }) => phase === 'waiting');
  return (
    <section className="queue" aria-label={say('Queue of runs')}>
      <div className="queue-bar">
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          disabled={!ready}
          leftSection={<IconListNumbers size={13} aria-hidden />}
          title={say('The run with the class, the settings and the seed chosen now')}
          onClick={addToQueue}
        >
          {say('Add to queue')}
        </Button>
        {waits && !isOn && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlayerPlayFilled size={11} aria-hidden />}
            onClick={() => {
              void runQueue();
            }}
          >
            {say('Run the queue')}
          </Button>
        )}
      </div>
      {runs.length > 0 && (
        <ol className="queue-list">
          {runs.map((run) => (
            <QueueRow key={run.id} run={run} busy={busy} />
          ))}
        </ol>
      )}
    </section>
  );
}

function QueueRow({ run, busy }: { readonly run: QueuedRun; readonly busy: boolean }) {
  const { id, phase, recipe, result } = run;
  const rows = useStore(networkStore, (state) => state.rows);
  const title = rows.find((row) => row.id === recipe.network)?.title ?? recipe.network;
  return (
    <li data-phase={phase}>
      <span className="queue-what">
        <Sentence text={queuedWords(run, title)} names={[recipe.targetName, title]} />
      </span>
      <span className="queue-phase">
        <Sentence text={phaseWords(run)} />
      </span>
      {result && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          disabled={busy}
          onClick={() => {
            showQueued(run);
          }}
        >
          {say('Show')}
        </Button>
      )}
      {phase !== 'running' && (
        <CloseButton
          size="xs"
          aria-label={say('Take off the queue')}
          onClick={() => {
            removeFromQueue(id);
          }}
        />
      )}
    </li>
  );
}
