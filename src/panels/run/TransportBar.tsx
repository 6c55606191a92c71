import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Exercise } from '../../methods/catalog/params';
import { branchWishes, forgetBranch, wishedBranch } from '../../page/run/branch-wish';
import { networkStore } from '../../page/network/network-store';
import { isParked, runStore, type RunView } from '../../page/run/run-store';
import { settingsStore } from '../../page/settings/settings-store';
import { cancelRun, commandRun, stepOnce } from '../../page/run/start-run';
import { runOrPause } from '../../page/run/run-or-pause';
import { EXERCISE_TITLES } from '../exercise-titles';
import { duration } from '../../ui/numbers/numbers';
import { singlePress } from '../../ui/single-press';
import { ParkedRuns } from './ParkedRuns';
import { ProgressLine } from './ProgressLine';
import './run.css';
import { say } from '../../words/say';
import { whole } from '../../words/number';

/** The one primary button and what goes with a run: step, stop, cancel, progress and time left; and what is done with what it made. */
export function TransportBar({ children }: { readonly children?: ReactNode }) {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const run = useStore(runStore, (state) => state[exercise]);
  const active = useStore(runStore, (state) => state.active);
  const ready = useStore(networkStore, (state) => state.info !== null);
  const parked = useStore(runStore, (state) => isParked(state, exercise));
  const mine = active === exercise || parked;
  const running = mine && run.phase === 'running';
  const paused = mine && run.phase === 'paused';
  const from = useBranch(exercise);
  const begin = from === null ? say('Run') : say('Go on from step {step}', { step: whole(from) });
  const label = running ? say('Pause') : parked ? say('Continue') : paused ? say('Resume') : begin;
  return (
    <div className="transport" role="group" aria-label={say('Run')}>
      <Tooltip label={say('{label} (Space)', { label })}>
        <Button
          className="primary"
          size="md"
          disabled={!ready}
          leftSection={
            running ? (
              <IconPlayerPauseFilled size={17} aria-hidden />
            ) : (
              <IconPlayerPlayFilled size={17} aria-hidden />
            )
          }
          onClick={singlePress(() => {
            runOrPause(exercise);
          })}
        >
          {label}
        </Button>
      </Tooltip>
      {from !== null && !mine && (
        <Tooltip label={say('Run from the beginning instead')}>
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={say('Run from the beginning instead')}
            onClick={() => {
              forgetBranch(exercise);
            }}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {exercise !== 'saliency' && (
        <Tooltip label={say('One step (.)')}>
          <Button
            variant="default"
            disabled={!ready}
            leftSection={<IconPlayerSkipForward size={16} aria-hidden />}
            onClick={() => {
              stepOnce(exercise);
            }}
          >
            {say('Step')}
          </Button>
        </Tooltip>
      )}
      {mine && (exercise !== 'saliency' || run.steps > 1) && (
        <Tooltip label={say('Stop and keep what is there (S)')}>
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            onClick={() => {
              commandRun(exercise, { type: 'stop' });
            }}
          >
            {exercise === 'saliency' ? say('Stop and keep') : say('Stop')}
          </Button>
        </Tooltip>
      )}
      {(active ?? parked) && (
        <Tooltip label={say('Cancel (Esc)')}>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => {
              cancelRun(parked ? exercise : (active ?? exercise));
            }}
          >
            {say('Cancel')}
          </Button>
        </Tooltip>
      )}
      {children}
      <div className="progress" role="group" aria-label={say('Progress')}>
        <ParkedRuns exercise={exercise} />
        <span className="progress-line nums" aria-live="off">
          <ProgressLine
            text={
              active && !mine
                ? say('{exercise} is running', { exercise: EXERCISE_TITLES[active].title })
                : progressLine(run, mine)
            }
          />
        </span>
        <Progress
          value={100 * shareDone(run)}
          size={4}
          aria-label={say('Progress')}
          animated={false}
          transitionDuration={0}
        />
      </div>
    </div>
  );
}

/** The step from which Run goes on, see `wishedBranch`. */
function useBranch(exercise: Exercise): number | null {
  useStore(branchWishes);
  useStore(networkStore, (state) => state.info);
  return useStore(settingsStore, () => wishedBranch(exercise));
}

/** Share of the bar that is filled: a run that reached its goal early is done, whatever steps it had left. */
function shareDone({ phase, step, steps }: RunView): number {
  if (phase === 'done') return 1;
  return steps > 0 ? step / steps : 0;
}

function progressLine(run: RunView, mine: boolean): string {
  if (run.phase === 'idle' || run.steps === 0)
    return run.phase === 'running' ? say('Starting') : say('Ready');
  const of =
    run.steps > 1
      ? say('Step {step} of {steps}', {
          step: whole(run.step),
          steps: whole(run.steps),
        })
      : say('{steps, plural, one {# step} other {# steps}}', { steps: run.step });
  const ended = run.error?.code === 'engine-stopped' || run.error?.code === 'context-lost';
  if (run.phase === 'failed' && ended) return say('Stopped at step {step}, kept', { step: whole(run.step) });
  if (run.phase === 'failed') return say('Failed at step {step}', { step: whole(run.step) });
  if (run.phase === 'cancelled') return say('Cancelled at step {step}', { step: whole(run.step) });
  if (!mine)
    return run.phase === 'stopped'
      ? say('{of} · stopped, kept', { of })
      : say('Done · {steps, plural, one {# step} other {# steps}}', { steps: run.step });
  if (run.phase === 'paused') return say('{of} · paused', { of });
  if (run.stepMs === null) return of;
  const pace =
    run.stepMs < 1000
      ? say('{count} a second', { count: (1000 / run.stepMs).toFixed(1) })
      : say('{seconds} s each', { seconds: (run.stepMs / 1000).toFixed(1) });
  return say('{of} · {time} left · {pace}', {
    of,
    time: duration(run.stepMs * (run.steps - run.step)),
    pace,
  });
}
