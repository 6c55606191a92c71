import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { Exercise } from '../../methods/catalog/params';
import { isParked, runStore } from '../../page/run/run-store';
import { EXERCISES } from '../../page/settings/settings-schema';
import { set } from '../../page/settings/settings-store';
import { runOrPause } from '../../page/run/run-or-pause';
import { EXERCISE_TITLES } from '../exercise-titles';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { whole } from '../../words/number';

/** The other exercises' runs that stand aside, each to be gone on with where it stood. */
export function ParkedRuns({ exercise }: { readonly exercise: Exercise }) {
  const runs = useStore(runStore);
  const parked = EXERCISES.filter((other) => other !== exercise && isParked(runs, other));
  return parked.map((other) => {
    const { step, steps } = runs[other];
    return (
      <Button
        key={other}
        variant="subtle"
        size="compact-xs"
        onClick={() => {
          set({ exercise: other });
          runOrPause(other);
        }}
      >
        <Sentence
          text={say('Continue {exercise} from step {step} of {steps}', {
            exercise: EXERCISE_TITLES[other].title,
            step: whole(step),
            steps: whole(steps),
          })}
        />
      </Button>
    );
  });
}
