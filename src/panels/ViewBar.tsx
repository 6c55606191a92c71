import { Button, Progress } from '@mantine/core';
import { IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { runStore } from '../page/run/run-store';
import { showsMap } from '../page/settings/settings-schema';
import { settingsStore } from '../page/settings/settings-store';
import { EXERCISE_TITLES } from './exercise-titles';
import { singlePress } from '../ui/single-press';
import { useViewKeys } from './use-keys';
import { ProgressLine } from './run/ProgressLine';
import { say } from '../words/say';

interface Props {
  /** What the primary button does, e.g. "Fill the table". */
  readonly label: string;
  readonly onRun: () => void;
  readonly disabled?: boolean;
  readonly running: boolean;
  readonly onCancel: () => void;
  /** Share done, 0..1; null where nothing was begun. */
  readonly done: number | null;
  /** Where the work stands, with the time left. */
  readonly status: string;
  /** Class and file names that it may speak of. */
  readonly names?: readonly string[];
  /** Further buttons: exports. */
  readonly children?: ReactNode;
}

/** The bar below a view, in the transport bar's place: one primary button, Cancel, progress. */
export function ViewBar({
  label,
  onRun,
  disabled = false,
  running,
  onCancel,
  done,
  status,
  names = [],
  children,
}: Props) {
  useViewKeys({ running, disabled, onRun, onCancel });
  const waiting = useWaiting();
  return (
    <div className="transport" role="group" aria-label={say('Run')}>
      {running ? (
        <Button
          className="primary"
          size="md"
          variant="default"
          leftSection={<IconX size={17} aria-hidden />}
          onClick={singlePress(onCancel)}
        >
          {say('Cancel')}
        </Button>
      ) : (
        <Button
          className="primary"
          size="md"
          disabled={disabled}
          leftSection={<IconPlayerPlayFilled size={17} aria-hidden />}
          onClick={singlePress(onRun)}
        >
          {label}
        </Button>
      )}
      {children}
      <div className="progress" role="group" aria-label={say('Progress')}>
        <span className="progress-line nums" role="status">
          <ProgressLine text={running && waiting ? waiting : status} names={names} />
        </span>
        <Progress
          value={100 * (done ?? 0)}
          size={4}
          aria-label={say('Progress')}
          animated={false}
          transitionDuration={0}
        />
      </div>
    </div>
  );
}

/** What this view's work waits for: an exercise's run that somebody asked for, and that goes on out of sight. */
function useWaiting(): string | null {
  const shown = useStore(settingsStore, showsMap);
  const active = useStore(runStore, (state) => state.active);
  if (shown || !active) return null;
  return active === 'saliency'
    ? say('Waiting for the map that is being drawn under Map')
    : say('Waiting for {exercise}, which is running', {
        exercise: EXERCISE_TITLES[active].title,
      });
}
