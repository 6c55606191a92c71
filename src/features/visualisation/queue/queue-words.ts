import { lastParams } from '../../../core/records/recipe';
import { iterationsOf } from '../../../methods/catalog/iterations';
import { percent } from '../../../ui/numbers/numbers';
import { whole } from '../../../words/number';
import { say } from '../../../words/say';
import type { QueuedRun } from './queue-store';

/** What a run is of; `network` is its title. */
export function queuedWords({ recipe }: Pick<QueuedRun, 'recipe'>, network: string): string {
  const { method, target, targetName = say('class {target}', { target }), seed } = recipe;
  const steps = whole(iterationsOf(method, lastParams(recipe)) ?? 1);
  return say('“{targetName}”, {network}, T {steps}, seed {seed}', { targetName, network, steps, seed });
}

/** How it stands with a run. */
export function phaseWords({ phase, error, result }: Pick<QueuedRun, 'phase' | 'error' | 'result'>): string {
  switch (phase) {
    case 'waiting':
      return say('waits');
    case 'running':
      return say('runs now');
    case 'cancelled':
      return say('cancelled');
    case 'failed':
      return error ? say('failed: {message}', { message: error.message }) : say('failed');
    case 'done': {
      const probability = result?.scalars['probability'];
      return probability === undefined
        ? say('done')
        : say('done, {probability}', { probability: percent(probability) });
    }
    default:
      return phase satisfies never;
  }
}
