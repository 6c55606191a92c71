import { useStore } from 'zustand';
import { cancelLine, followLine, LINE_POINTS, lineStore } from '../store/line-store';
import { duration } from '../../../ui/numbers/numbers';
import { ViewBar } from '../../../panels/ViewBar';
import { showError } from '../../../panels/notices';
import { useQuestion } from './use-question';

/** Follows the line, and says where it stands. */
export function LineBar() {
  const { line, running, pointMs } = useStore(lineStore);
  const ready = useQuestion() !== null;
  const made = line?.points.length ?? 0;
  const left = pointMs === null ? '' : ` · ${duration(pointMs * (LINE_POINTS - made))} left`;
  return (
    <ViewBar
      label="Follow the line"
      disabled={!ready}
      running={running}
      onRun={() => void followLine().catch(showError)}
      onCancel={cancelLine}
      done={line ? made / LINE_POINTS : null}
      status={
        running
          ? `Picture ${Math.min(made + 1, LINE_POINTS)} of ${LINE_POINTS}${left}`
          : !ready
            ? 'Waiting for a photo and a network'
            : made > 0
              ? `Done · ${made} of ${LINE_POINTS} pictures`
              : `${LINE_POINTS} pictures, one forward pass each`
      }
    />
  );
}
