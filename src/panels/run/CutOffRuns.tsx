import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { lastParams } from '../../core/records/recipe';
import type { Checkpoint } from '../../engine/page/run-checkpoints';
import { iterationsOf } from '../../methods/catalog/iterations';
import { lab } from '../../page/lab';
import { checkpointsStore } from '../../page/run/checkpoints-store';
import { resumeRun } from '../../page/run/resume-run';
import { Sentence } from '../../ui/text/Sentence';
import { showError } from '../notices';
import './run.css';

/** The last run that a reload, a crash or a closed page cut off: to be gone on with, or forgotten. Stays until it is answered. */
export function CutOffRuns() {
  const [run, ...others] = useStore(checkpointsStore, (state) => state.cutOff);
  if (!run) return null;
  const { id, recipe } = run;
  return (
    <div className="cut-off" role="status" aria-label="A run that was cut off">
      <p>
        <Sentence text={cutOffWords(run)} names={[recipe.targetName, recipe.network]} />{' '}
        {others.length > 0 && <Sentence text={`Others that were cut off: ${others.length}.`} />}
      </p>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          resumeRun(id).catch(showError);
        }}
      >
        Go on
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => {
          lab().checkpoints.discard(id).catch(showError);
        }}
      >
        Discard
      </Button>
    </div>
  );
}

/** What was cut off, and where. */
export function cutOffWords({ recipe }: Checkpoint): string {
  const { method, network, target, targetName, steps = 0 } = recipe;
  const planned = iterationsOf(method, lastParams(recipe));
  const at = steps.toLocaleString('en');
  const what = `(“${targetName ?? `class ${target}`}” on ${network})`;
  return planned === null
    ? `A run ${what} stopped at step ${at}.`
    : `A run of ${planned.toLocaleString('en')} steps ${what} stopped at ${at}.`;
}
