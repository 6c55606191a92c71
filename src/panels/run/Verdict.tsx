import type { ReactNode } from 'react';
import { recipeWords } from '../../export/recipe-words';
import type { Exercise } from '../../methods/catalog/params';
import type { RunView } from '../../page/run/run-store';
import { startRun } from '../../page/run/start-run';
import { Explained } from '../../ui/text/Explained';
import { StaleNote } from '../../ui/text/StaleNote';
import { useMadeOtherwise } from './use-made-otherwise';
import { Sentence } from '../../ui/text/Sentence';
import './run.css';
import { sayError } from '../../core/records/lab-error';
import { say } from '../../words/say';

/** What a run shows, in a sentence; or why it failed, with what to do. How it is made, with its formula and numbers, is folded. */
export function Verdict({
  exercise,
  run,
  children,
  more,
  names = [],
  formula,
}: {
  readonly exercise: Exercise;
  readonly run: RunView;
  readonly children: ReactNode;
  /** What the mathematics behind it is, in sentences: folded, with the formula. */
  readonly more: string;
  /** Class names that it may speak of. */
  readonly names?: readonly (string | null | undefined)[];
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
      <details className="how">
        <summary>{say('How')}</summary>
        {more !== '' && (
          <p>
            <Explained text={more} names={names} />
          </p>
        )}
        <p className="formula" translate="no">
          <span>
            <Explained text={formula} />
          </span>
          {run.recipe && (
            <span className="formula-numbers nums">{recipeWords({ ...run.recipe, steps: run.step })}</span>
          )}
        </p>
      </details>
    </div>
  );
}
