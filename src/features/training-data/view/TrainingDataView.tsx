import { Tabs } from '@mantine/core';
import { useStore } from 'zustand';
import '../../../panels/map/results.css';
import { Sentence } from '../../../ui/text/Sentence';
import { type TrainingPage } from '../store/training-params';
import { setTraining, trainingStore } from '../store/training-store';
import { Pictures } from './Pictures';
import { TrainingBar } from './TrainingBar';
import { Tuning } from './Tuning';
import './training-data.css';
import { sayError } from '../../../core/records/lab-error';
import { say } from '../../../words/say';

/** Photos, what they show, and the pictures made of them that fool; and what becomes of a network that learns from these. */
export function TrainingDataView() {
  const page = useStore(trainingStore, (state) => state.page);
  const error = useStore(trainingStore, (state) => state.error);
  return (
    <>
      <div className="view-room training">
        <Tabs
          value={page}
          onChange={(next) => {
            if (next !== null) setTraining({ page: next as TrainingPage });
          }}
          keepMounted={false}
        >
          <Tabs.List aria-label={say('Training data')}>
            <Tabs.Tab value="pictures">{say('Pictures')}</Tabs.Tab>
            <Tabs.Tab value="training">{say('Training on them')}</Tabs.Tab>
          </Tabs.List>
          {error && (
            <p className="wrong training-error" role="alert">
              <Sentence text={sayError(error)} />
            </p>
          )}
          <Tabs.Panel value="pictures" className="training-panel">
            <Pictures />
          </Tabs.Panel>
          <Tabs.Panel value="training" className="training-panel">
            <Tuning />
          </Tabs.Panel>
        </Tabs>
      </div>
      <TrainingBar />
    </>
  );
}
