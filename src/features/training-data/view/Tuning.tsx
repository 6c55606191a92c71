import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { Optimiser } from '../../../core/learning/train-layer';
import { networkStore, openNetwork } from '../../../page/network/network-store';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { short } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { Sentence } from '../../../ui/text/Sentence';
import { TRAINING_PARAMS } from '../store/training-params';
import { fooledOnes, setTraining, trainingStore } from '../store/training-store';
import type { TuningResult } from '../store/tuning-result';
import { TuningTable } from './TuningTable';
import { splitCaution, tuningCaution, tuningVerdict } from './tuning-words';
import { say } from '../../../words/say';

const NUMBERS = ['learningRate', 'weightDecay', 'epochs'] as const;

/** Does training on fooled pictures help? Tried on the network at hand. */
export function Tuning() {
  const state = useStore(trainingStore);
  const { photos, attempts, tuned } = state;
  const caution = tuned ? null : splitCaution(photos.map(({ label }) => label));
  return (
    <>
      <p className="training-lead">
        {say(
          'Does training on them help? About a third of the photos is held out, but never every photo of a class that has several. The last layer learns from the others and their fooled pictures; then it reads what was held out, and is attacked anew.',
        )}
      </p>
      {caution && (
        <p className="training-caution">
          <Sentence text={caution} />
        </p>
      )}
      {fooledOnes(photos, attempts).length === 0 ? (
        <p className="training-empty">
          {say('There is nothing to learn from yet: make some pictures under “Pictures” first.')}
        </p>
      ) : (
        tuned && <TuningOutcome result={tuned} />
      )}
      <section className="training-tuning" aria-labelledby="tuning-title">
        <h3 id="tuning-title">{say('How it is trained')}</h3>
        <div className="training-controls">
          <ParamControl
            param={TRAINING_PARAMS.optimiser}
            value={state.optimiser}
            onChange={(value) => {
              setTraining({ optimiser: value as Optimiser });
            }}
          />
          {NUMBERS.map((key) => (
            <ParamControl
              key={key}
              param={TRAINING_PARAMS[key]}
              value={state[key]}
              onChange={(value) => {
                setTraining({ [key]: Number(value) });
              }}
            />
          ))}
        </div>
        <p className="formula" translate="no">
          {'W ← W − η · ∂L/∂W, L = −log softmax(f(x) · W + b)_y + λ/2 ‖W − W₀‖²'}
        </p>
      </section>
    </>
  );
}

function TuningOutcome({ result }: { readonly result: TuningResult }) {
  const { tuned, losses } = result;
  const highest = Math.max(...losses);
  // One that was trained in another visit may be gone.
  const isHere = useStore(networkStore, ({ rows }) => rows.some(({ id }) => id === tuned.id));
  return (
    <div className="training-outcome">
      <div className="training-verdict" role="status" aria-label={say('What training has done')}>
        {tuningVerdict(result).map((sentence, place) => (
          <p key={place} className={place === 1 ? 'training-main' : undefined}>
            <Sentence text={sentence} />
          </p>
        ))}
        <p className={result.photos.onePerClass ? 'training-caution' : 'quiet small'}>
          <Sentence text={tuningCaution(result)} />
        </p>
        <Button
          size="xs"
          variant="default"
          disabled={!isHere}
          onClick={() => {
            void openNetwork({ id: tuned.id }, tuned.title);
          }}
        >
          {say('Use the tuned network')}
        </Button>
      </div>
      <TuningTable result={result} />
      <SavedChart
        caption={() => [say('The training’s loss, epoch by epoch'), tuned.title]}
        label={say('The training’s loss, epoch by epoch')}
        lines={[
          {
            name: say('Cross-entropy on the pictures learnt from'),
            tone: 'live',
            points: losses.map((y, epoch) => ({ x: epoch + 1, y })),
          },
        ]}
        from={{ x: 1, y: 0 }}
        to={{ x: Math.max(2, losses.length), y: highest || 1 }}
        ticks={{ x: [1, losses.length], y: [0, highest] }}
        format={{ x: String, y: short }}
        xTitle={say('epoch')}
      />
    </div>
  );
}
