import { useStore } from 'zustand';
import { cancelSweep, lowContrastStore, runSweep } from '../store/low-contrast-store';
import { SWEEP_STOPS } from '../store/sweep-stops';
import { duration } from '../../../ui/numbers/numbers';
import { ViewBar } from '../../../panels/ViewBar';
import { showError } from '../../../panels/notices';
import { useQuestion } from './use-question';

/** Runs the sweep, and says where it stands. */
export function SweepBar() {
  const { sweep, sweeping, running, mapMs, drawing } = useStore(lowContrastStore);
  const ready = useQuestion() !== null;
  const total = SWEEP_STOPS[running && sweep ? sweep.of : sweeping].length;
  const made = sweep?.looks.length ?? 0;
  const left = mapMs === null ? '' : ` · ${duration(mapMs * (total - made))} left`;
  return (
    <ViewBar
      label="Sweep"
      disabled={!ready}
      running={running}
      onRun={() => void runSweep().catch(showError)}
      onCancel={cancelSweep}
      done={sweep ? made / SWEEP_STOPS[sweep.of].length : null}
      status={
        running
          ? `Map ${Math.min(made + 1, total)} of ${total}${left}`
          : !ready
            ? 'Waiting for a photo and a network'
            : drawing
              ? 'Drawing the map'
              : sweep && made > 0
                ? `Done · ${made} of ${SWEEP_STOPS[sweep.of].length} maps`
                : 'Ten maps, ever weaker'
      }
    />
  );
}
