import { Button } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { networkStore } from '../../../page/network/network-store';
import { methodOf } from '../../../page/settings/settings-schema';
import { settingsStore } from '../../../page/settings/settings-store';
import { showError } from '../../../panels/notices';
import { ViewBar } from '../../../panels/ViewBar';
import { cancelTraining, makeFooled } from '../store/make-fooled';
import { saveTraining } from '../store/save-training';
import { fooledOnes, trainingStore } from '../store/training-store';
import { tuneNetwork } from '../store/tune-network';
import { madeWords, workWords } from './work-words';
import { say, sayWords } from '../../../words/say';

/** Makes pictures or trains on them, as the open page has it; saves them. */
export function TrainingBar() {
  const { page, photos, attempts, planned, work } = useStore(trainingStore);
  const network = useStore(networkStore, (state) => state.info);
  const method = useStore(settingsStore, (state) => methodOf(state, 'fooling'));
  const seed = useStore(settingsStore, (state) => state.seed);
  const fooled = fooledOnes(photos, attempts).length;
  const training = page === 'training';
  const made = planned > 0 ? attempts.length / planned : null;
  const rest =
    attempts.length > 0
      ? madeWords(fooled, attempts.length, planned)
      : say('{method}, targets drawn by seed {seed}', { method: sayWords(method.title), seed });
  return (
    <ViewBar
      label={training ? say('Train and test') : say('Make pictures')}
      disabled={!network || (training && fooled === 0)}
      running={work !== null && work.stage !== 'photos'}
      onRun={() => {
        void (training ? tuneNetwork() : makeFooled());
      }}
      onCancel={cancelTraining}
      done={work ? work.done / Math.max(1, work.total) : made}
      status={work ? workWords(work) : rest}
      names={[sayWords(method.title)]}
    >
      <Button
        variant="default"
        size="md"
        disabled={fooled === 0 || work !== null}
        leftSection={<IconFileZip size={17} aria-hidden />}
        onClick={() => {
          saveTraining().catch(showError);
        }}
      >
        {say('Save ZIP')}
      </Button>
    </ViewBar>
  );
}
