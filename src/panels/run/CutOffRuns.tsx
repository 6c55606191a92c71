import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { lastParams } from '../../core/records/recipe';
import type { Checkpoint } from '../../engine/page/run-checkpoints';
import { iterationsOf } from '../../methods/catalog/iterations';
import { lab } from '../../page/lab';
import { networkStore } from '../../page/network/network-store';
import { checkpointsStore } from '../../page/run/checkpoints-store';
import { resumeRun } from '../../page/run/resume-run';
import { Sentence } from '../../ui/text/Sentence';
import { showError } from '../notices';
import './run.css';
import { say } from '../../words/say';
import { whole } from '../../words/number';

/** The last run that a reload, a crash or a closed page cut off: to be gone on with, or forgotten. Stays until it is answered. */
export function CutOffRuns() {
  const [run, ...others] = useStore(checkpointsStore, (state) => state.cutOff);
  const rows = useStore(networkStore, (state) => state.rows);
  if (!run) return null;
  const { id, recipe } = run;
  const title = rows.find((row) => row.id === recipe.network)?.title ?? recipe.network;
  return (
    <div className="cut-off" role="status" aria-label={say('A run that was cut off')}>
      <p>
        <Sentence text={cutOffWords(run, title)} names={[recipe.targetName, title]} />{' '}
        {others.length > 0 && (
          <Sentence text={say('Others that were cut off: {others}.', { others: others.length })} />
        )}
      </p>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          resumeRun(id).catch(showError);
        }}
      >
        {say('Go on')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => {
          lab().checkpoints.discard(id).catch(showError);
        }}
      >
        {say('Discard')}
      </Button>
    </div>
  );
}

/** What was cut off, and where; `network` is its title. */
export function cutOffWords({ recipe }: Checkpoint, network: string): string {
  const { method, target, targetName, steps = 0 } = recipe;
  const planned = iterationsOf(method, lastParams(recipe));
  const at = whole(steps);
  const of = { targetName: targetName ?? say('class {target}', { target }), network, at };
  return planned === null
    ? say('A run (“{targetName}” on {network}) stopped at step {at}.', of)
    : say('A run of {planned} steps (“{targetName}” on {network}) stopped at {at}.', {
        ...of,
        planned: whole(planned),
      });
}
