import { useStore } from 'zustand';
import { cancelSweep, lowContrastStore, runSweep } from '../store/low-contrast-store';
import { SWEEP_STOPS } from '../store/sweep-stops';
import { duration } from '../../../ui/numbers/numbers';
import { ViewBar } from '../../../panels/ViewBar';
import { SaveFigure } from '../../../panels/figure/SaveFigure';
import { showError } from '../../../panels/notices';
import { limitsFigure } from './limits-figure';
import { useQuestion } from './use-question';
import { say } from '../../../words/say';

/** Runs the sweep, and says where it stands. */
export function SweepBar() {
  const { sweep, sweeping, running, mapMs, drawing, now } = useStore(lowContrastStore);
  const ready = useQuestion() !== null;
  const total = SWEEP_STOPS[running && sweep ? sweep.of : sweeping].length;
  const made = sweep?.looks.length ?? 0;
  const left = mapMs === null ? [] : [say('{time} left', { time: duration(mapMs * (total - made)) })];
  return (
    <ViewBar
      label={say('Start the sweep')}
      disabled={!ready}
      running={running}
      onRun={() => void runSweep().catch(showError)}
      onCancel={cancelSweep}
      done={sweep ? made / SWEEP_STOPS[sweep.of].length : null}
      status={
        running
          ? [say('Map {now} of {all}', { now: Math.min(made + 1, total), all: total }), ...left].join(' · ')
          : !ready
            ? say('Waiting for a photo and a network')
            : drawing
              ? say('Drawing the map')
              : sweep && made > 0
                ? say('Done · {made} of {total} maps', {
                    made,
                    total: SWEEP_STOPS[sweep.of].length,
                  })
                : say('Ten maps, ever weaker')
      }
    >
      <SaveFigure of={limitsFigure} isEmpty={sweep === null && now === null} />
    </ViewBar>
  );
}
