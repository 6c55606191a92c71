import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { startRun } from '../../../../page/run/start-run';
import { runStore } from '../../../../page/run/run-store';
import { networkStore } from '../../../../page/network/network-store';
import { showError } from '../../../../panels/notices';
import { saveAndTell } from '../../../../panels/picture/save-and-tell';
import { ViewBar } from '../../../../panels/ViewBar';
import type { AfterSection } from '../store/after-settings';
import { afterStore } from '../store/after-store';
import { type Fooled, fooledNow } from '../store/fooled';
import { cancelMaps, drawMaps, mapsStore } from '../store/maps-store';
import { cancelSmallest, findSmallest, smallestStore } from '../store/smallest-store';
import { askEveryNetwork, cancelAsking, transferStore } from '../store/transfer-store';
import { cancelMeasuring, measureTransforms, transformsStore } from '../store/transforms-store';
import { useSubject } from './use-subject';
import { say } from '../../../../words/say';

/** What the bar below does for the question on screen. */
interface Work {
  readonly label: string;
  readonly run: (subject: Fooled) => Promise<void>;
  readonly cancel: () => void;
  readonly running: boolean;
  readonly done: number | null;
  readonly status: string;
}

/** Asks the question on screen, and saves the attack’s picture. */
export function AfterBar() {
  const section = useStore(afterStore, (state) => state.section);
  const subject = useSubject();
  const ready = useStore(networkStore, (state) => state.info !== null);
  const attacking = useStore(runStore, (state) => state.fooling.phase === 'running');
  const works = useWorks();
  const work = works[section];
  const attack = fooledNow();
  if (!subject)
    return (
      <ViewBar
        label={say('Run the attack')}
        disabled={!ready || attacking}
        running={false}
        onRun={() => void startRun('fooling').catch(showError)}
        onCancel={() => undefined}
        done={null}
        status={attacking ? say('The attack is running') : say('There is no fooled picture yet')}
      />
    );
  return (
    <ViewBar
      label={work.label}
      running={work.running}
      onRun={() => void work.run(subject).catch(showError)}
      onCancel={work.cancel}
      done={work.done}
      status={work.status}
    >
      {attack && (
        <Button
          variant="default"
          size="md"
          leftSection={<IconDownload size={17} aria-hidden />}
          onClick={() => {
            saveAndTell('fooling', 'result', 1).catch(showError);
          }}
        >
          {say('Save and read again')}
        </Button>
      )}
    </ViewBar>
  );
}

function useWorks(): Readonly<Record<AfterSection, Work>> {
  const smallest = useStore(smallestStore);
  const transforms = useStore(transformsStore);
  const transfer = useStore(transferStore);
  const maps = useStore(mapsStore);
  const measuring: Work = {
    label: say('Read them again'),
    run: measureTransforms,
    cancel: cancelMeasuring,
    running: transforms.running,
    done: transforms.total > 0 ? transforms.done / transforms.total : null,
    status: transforms.running
      ? say('Transform {number} of {total}', {
          number: Math.min(transforms.done + 1, transforms.total),
          total: transforms.total,
        })
      : say('{done} of {total} transforms read', { done: transforms.done, total: transforms.total }),
  };
  return {
    smallest: {
      label: say('Find the smallest change'),
      run: findSmallest,
      cancel: cancelSmallest,
      running: smallest.running,
      done: smallest.steps > 0 ? smallest.step / smallest.steps : null,
      status: smallest.running
        ? say('Step {step} of {steps}', { step: smallest.step, steps: smallest.steps })
        : smallest.found
          ? [
              say('Done'),
              say('{steps, plural, one {# step} other {# steps}}', { steps: smallest.step }),
            ].join(' · ')
          : say('Ready'),
    },
    survival: measuring,
    defences: measuring,
    networks: {
      label: say('Ask every network'),
      run: askEveryNetwork,
      cancel: cancelAsking,
      running: transfer.now !== null,
      done: transfer.total > 0 ? transfer.done / transfer.total : null,
      status:
        transfer.now === null
          ? say(
              '{pictures, plural, one {# fooled picture of this visit} other {# fooled pictures of this visit}}',
              { pictures: transfer.made.length },
            )
          : say('Asking {network}', { network: transfer.now }),
    },
    map: {
      label: say('Draw the maps'),
      run: drawMaps,
      cancel: cancelMaps,
      running: maps.running,
      done: maps.maps ? 1 : null,
      status: maps.running ? say('Drawing the maps') : say('Three maps at one scale'),
    },
  };
}
