import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { networkStore } from '../../../page/network/network-store';
import { twinsOf } from '../../../page/network/robust-twin';
import type { RunView } from '../../../page/run/run-store';
import { BytesCanvas } from '../../../panels/picture/BytesCanvas';
import { percent, short } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { dropTwinRun, NO_TWIN_RUN, runOnTwin, twinRunStore } from './twin-run-store';
import { sayError } from '../../../core/records/lab-error';
import { say } from '../../../words/say';

/** The twin's run beside a run: what is shown of it, none where it is of a run before. */
export function useTwinRun(run: Pick<RunView, 'signal'>) {
  const state = useStore(twinRunStore);
  return state.of === run.signal ? state : NO_TWIN_RUN;
}

/** Has a finished visualisation made on the network's twin as well, and shown beside it. Nothing where there is no twin. */
export function TwinButton({ run }: { readonly run: RunView }) {
  const rows = useStore(networkStore, (state) => state.rows);
  const { twin } = useTwinRun(run);
  const made = run.result?.recipe.network;
  const twins = made === undefined ? null : twinsOf(rows, made);
  if (!twins) return null;
  const isRobust = made === twins.robust.id;
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-pressed={twin !== null}
      onClick={() => {
        if (twin) dropTwinRun();
        else void runOnTwin(run, isRobust ? twins.standard : twins.robust);
      }}
    >
      {isRobust ? say('Standard beside it') : say('Robust beside it')}
    </Button>
  );
}

/** The same visualisation as the twin would have it, as far as it has come. */
export function TwinPicture({ run, targetName }: { readonly run: RunView; readonly targetName: string }) {
  const { twin, frame, running, error } = useTwinRun(run);
  if (!twin) return null;
  const isRobust = twin.robust !== undefined;
  const title = isRobust ? say('The robust network’s') : say('The standard network’s');
  const { logit, probability } = frame?.scalars ?? {};
  return (
    <figure className="picture">
      <div className="mat">
        <BytesCanvas
          picture={frame?.pixels ? imageOf(frame) : null}
          label={
            isRobust
              ? say('The robust network’s, of “{targetName}”', { targetName })
              : say('The standard network’s, of “{targetName}”', { targetName })
          }
        />
        {!frame && (
          <div className="picture-empty">
            <Sentence text={error ? sayError(error) : say('Waiting for its turn')} />
          </div>
        )}
      </div>
      <figcaption>
        <b>
          <Sentence text={title} />
        </b>
        <span className="nums quiet">
          <Sentence
            text={
              frame && logit !== undefined && probability !== undefined
                ? running
                  ? say('step {step} of {steps}, logit {logit}', {
                      step: frame.step,
                      steps: frame.steps,
                      logit: short(logit),
                    })
                  : say('logit {logit}, {targetName} {probability}', {
                      logit: short(logit),
                      targetName,
                      probability: percent(probability),
                    })
                : ''
            }
            names={[targetName]}
          />
        </span>
      </figcaption>
    </figure>
  );
}

function imageOf({ width, height, pixels }: { width: number; height: number; pixels?: PixelImage['data'] }) {
  return pixels ? { width, height, data: pixels } : null;
}
