import type { ReactNode } from 'react';
import { recipeWords } from '../export/recipe-words';
import type { RunView } from '../stores/run-store';

/** What a run shows, in a sentence; or why it failed, with what to do. */
export function Verdict({
  run,
  children,
  formula,
}: {
  readonly run: RunView;
  readonly children: ReactNode;
  readonly formula: string;
}) {
  return (
    <div className="verdict" role="status" aria-live={run.phase === 'running' ? 'off' : 'polite'}>
      {run.error ? (
        <p className="wrong">
          {run.error.message} {run.error.nextStep}
        </p>
      ) : (
        <p>{children}</p>
      )}
      <p className="formula">
        {formula}
        {run.recipe && (
          <span className="formula-numbers nums">{recipeWords({ ...run.recipe, steps: run.step })}</span>
        )}
      </p>
    </div>
  );
}
