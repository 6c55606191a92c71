import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { startRun } from '../../../../page/run/start-run';
import { runStore } from '../../../../page/run/run-store';
import { networkStore } from '../../../../page/network/network-store';
import { showError } from '../../../../panels/notices';
import { saveAndTell } from '../../../../panels/picture/save-and-tell';
import { ViewBar } from '../../../../panels/ViewBar';
import { count } from '../../../../ui/numbers/numbers';
import type { AfterSection } from '../store/after-settings';
import { afterStore } from '../store/after-store';
import { type Fooled, fooledNow } from '../store/fooled';
import { cancelMaps, drawMaps, mapsStore } from '../store/maps-store';
import { cancelSmallest, findSmallest, smallestStore } from '../store/smallest-store';
import { askEveryNetwork, cancelAsking, transferStore } from '../store/transfer-store';
import { cancelMeasuring, measureTransforms, transformsStore } from '../store/transforms-store';
import { useSubject } from './use-subject';

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
        label="Run the attack"
        disabled={!ready || attacking}
        running={false}
        onRun={() => void startRun('fooling').catch(showError)}
        onCancel={() => undefined}
        done={null}
        status={attacking ? 'The attack is running' : 'There is no fooled picture yet'}
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
          Save and read again
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
    label: 'Read them again',
    run: measureTransforms,
    cancel: cancelMeasuring,
    running: transforms.running,
    done: transforms.total > 0 ? transforms.done / transforms.total : null,
    status: transforms.running
      ? `Transform ${Math.min(transforms.done + 1, transforms.total)} of ${transforms.total}`
      : `${transforms.done} of ${transforms.total} transforms read`,
  };
  return {
    smallest: {
      label: 'Find the smallest change',
      run: findSmallest,
      cancel: cancelSmallest,
      running: smallest.running,
      done: smallest.steps > 0 ? smallest.step / smallest.steps : null,
      status: smallest.running
        ? `Step ${smallest.step} of ${smallest.steps}`
        : smallest.found
          ? `Done · ${count(smallest.step, 'step')}`
          : 'Goes on from the attack’s picture',
    },
    survival: measuring,
    defences: measuring,
    networks: {
      label: 'Ask every network',
      run: askEveryNetwork,
      cancel: cancelAsking,
      running: transfer.now !== null,
      done: transfer.total > 0 ? transfer.done / transfer.total : null,
      status:
        transfer.now === null
          ? count(transfer.made.length, 'fooled picture of this visit', 'fooled pictures of this visit')
          : `Asking ${transfer.now}`,
    },
    map: {
      label: 'Draw the maps',
      run: drawMaps,
      cancel: cancelMaps,
      running: maps.running,
      done: maps.maps ? 1 : null,
      status: maps.running ? 'Drawing the maps' : 'Three maps at one scale',
    },
  };
}
