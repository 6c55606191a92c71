import { useEffect } from 'react';
import { useStore } from 'zustand';
import { classificationStore } from '../../../page/network/classification-store';
import { networkStore } from '../../../page/network/network-store';
import { imageStore } from '../../../page/photo/image-store';
import { startRun } from '../../../page/run/start-run';
import { set, settingsStore } from '../../../page/settings/settings-store';
import '../../../panels/map/results.css';
import { ViewBar } from '../../../panels/ViewBar';
import { Sentence } from '../../../ui/text/Sentence';
import { leaveExample, meaningStore, showExample } from '../store/meaning-store';
import { ExampleFigure } from './ExampleFigure';
import { Findings } from './Findings';
import './meaning.css';
import { sayError } from '../../../core/records/lab-error';
import { say } from '../../../words/say';

/** The view of the exercise in which a photo is fooled. */
const EXERCISE_VIEW = 'fooling';

/** Why so little is enough, shown on the photo that is open; then what follows from it. */
export function MeaningView() {
  const { example, push, error } = useStore(meaningStore);
  const fitted = useStore(imageStore, (state) => state.fitted);
  const info = useStore(networkStore, (state) => state.info);
  const read = useStore(classificationStore, (state) => state.classification);
  const target = useStore(settingsStore, (state) => state.targets.fooling);
  useEffect(() => {
    void showExample();
    return leaveExample;
  }, [fitted, info, read, target]);
  const names = example ? [example.from.name, example.to.name] : [];
  return (
    <>
      <div className="view-room meaning">
        {error && (
          <p className="wrong" role="alert">
            <Sentence text={sayError(error)} />
          </p>
        )}
        {example ? (
          <ExampleFigure example={example} push={push} />
        ) : (
          <p className="meaning-empty">
            {fitted ? say('Reading the photo') : say('Drop a photo anywhere on the page')}
          </p>
        )}
        <Findings />
      </div>
      <ViewBar
        label={say('Fool this photo')}
        disabled={!fitted}
        running={false}
        onRun={() => {
          set({ foolingView: EXERCISE_VIEW });
          void startRun('fooling');
        }}
        onCancel={() => undefined}
        done={null}
        status={
          example ? say('“{from}” against “{to}”', { from: example.from.name, to: example.to.name }) : ''
        }
        names={names}
      />
    </>
  );
}
