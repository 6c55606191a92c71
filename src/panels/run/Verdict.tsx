import type { ReactNode } from 'react';
import { recipeWords } from '../../export/recipe-words';
import type { Exercise } from '../../methods/catalog/params';
import type { RunView } from '../../page/run/run-store';
import { startRun } from '../../page/run/start-run';
import { StaleNote } from '../../ui/text/StaleNote';
import { useMadeOtherwise } from './use-made-otherwise';
import { Sentence } from '../../ui/text/Sentence';
import './run.css';
import { sayError } from '../../core/records/lab-error';
import { say } from '../../words/say';

/** What a run shows, in a sentence; or why it failed, with what to do. */
export function Verdict({
  exercise,
  run,
  children,
  formula,
}: {
  readonly exercise: Exercise;
  readonly run: RunView;
  readonly children: ReactNode;
  readonly formula: string;
}) {
  const made = useMadeOtherwise(exercise);
  return (
    <div
      className="verdict"
      role="status"
      aria-label={say('What the run shows')}
      aria-live={run.phase === 'running' ? 'off' : 'polite'}
    >
      {run.error ? (
        <p className="wrong">
          <Sentence text={sayError(run.error)} />
        </p>
      ) : (
        <p>{children}</p>
      )}
      <StaleNote
        made={made}
        action={say('Run again')}
        onAgain={() => {
          void startRun(exercise);
        }}
      />
      <p className="formula" translate="no">
        <span>{formula}</span>
        {run.recipe && (
          <span className="formula-numbers nums">{recipeWords({ ...run.recipe, steps: run.step })}</span>
        )}
      </p>
    </div>
  );
}
