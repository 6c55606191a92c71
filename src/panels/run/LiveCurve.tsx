import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { lateCode } from '../../core/records/late-code';
import type { Exercise } from '../../methods/catalog/params';
import { runStore } from '../../page/run/run-store';
import { Explained } from '../../ui/text/Explained';
import { Sentence } from '../../ui/text/Sentence';
import { latePart } from '../boundary/late-part';
import { SaveCurve } from './SaveCurve';
import './run.css';
import { phrase, say } from '../../words/say';

const NAME = phrase('The live curve');
/** Fetched when a run is first looked at whose score is followed: the map needs no chart. */
const CurvePlot = latePart({
  name: NAME,
  load: lateCode(NAME, async () => (await import('./CurvePlot')).CurvePlot),
  waiting: <div className="curve-plot" />,
});

interface LiveCurveProps {
  readonly exercise: Exercise;
  /** Name of the strongest rival now; null where there is none, as among labels. */
  readonly rival: string | null;
}

/** Over steps: target logit, target probability and the strongest rival's; or how long the picture is, and the step size. */
export function LiveCurve({ exercise, rival }: LiveCurveProps) {
  const [shown, setShown] = useState<'score' | 'way'>('score');
  const moves = useStore(runStore, (state) => state[exercise].recipe?.changes?.length ?? 0);
  return (
    <figure className="curve">
      <figcaption>
        {shown === 'score' ? (
          <>
            <span className="key key-live">{say('target’s probability')}</span>
            {rival !== null && (
              <span className="key key-wrong">
                <Sentence
                  text={rival ? say('strongest rival’s ({rival})', { rival }) : say('strongest rival’s')}
                  names={[rival]}
                />
              </span>
            )}
            <span className="key key-logit">
              <Explained text={say('target’s logit, right scale')} />
            </span>
          </>
        ) : (
          <>
            <span className="key key-live">{say('length ‖x‖₂')}</span>
            <span className="key key-logit">{say('step size η, right')}</span>
          </>
        )}
        {moves > 0 && <span className="key key-move">{say('a slider moved')}</span>}
        <span className="curve-choice">
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => {
              setShown(shown === 'score' ? 'way' : 'score');
            }}
          >
            {shown === 'score' ? say('Length and step size') : say('Score')}
          </Button>
          <SaveCurve
            exercise={exercise}
            of={shown}
            names={
              shown === 'score'
                ? [
                    say('target’s probability'),
                    rival ? say('strongest rival’s ({rival})', { rival }) : say('strongest rival’s'),
                    say('target’s logit, right scale'),
                  ]
                : [say('length ‖x‖₂'), say('step size η, right')]
            }
          />
        </span>
      </figcaption>
      <CurvePlot
        exercise={exercise}
        of={shown}
        label={
          shown === 'score'
            ? rival === null
              ? say('Live curve of the target’s logit and probability')
              : say('Live curve of the target’s logit and probability and the strongest rival’s probability')
            : say('Live curve of the picture’s length and of the step size')
        }
      />
    </figure>
  );
}

/** Probabilities over steps of the target, the class read before and the strongest other; whoever shows it brings the key. */
export function ClassCurve({ exercise }: { readonly exercise: Exercise }) {
  const label = say(
    'Live curve of the probabilities of the target, of the class read before and of the strongest other',
  );
  const moves = useStore(runStore, (state) => state[exercise].recipe?.changes?.length ?? 0);
  return (
    <figure className="curve">
      {moves > 0 && (
        <figcaption>
          <span className="key key-move">{say('a slider moved')}</span>
        </figcaption>
      )}
      <CurvePlot exercise={exercise} of="classes" label={label} />
      <SaveCurve
        exercise={exercise}
        of="classes"
        names={[say('read before'), say('strongest other'), say('target')]}
      />
    </figure>
  );
}
