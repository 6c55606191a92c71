import { useStore } from 'zustand';
import { LINE_POINTS } from '../store/line-points';
import { cancelLine, followLine, lineStore } from '../store/line-store';
import { duration } from '../../../ui/numbers/numbers';
import { ViewBar } from '../../../panels/ViewBar';
import { SaveFigure } from '../../../panels/figure/SaveFigure';
import { showError } from '../../../panels/notices';
import { limitsFigure } from './limits-figure';
import { useQuestion } from './use-question';
import { say } from '../../../words/say';

/** Follows the line, and says where it stands. */
export function LineBar() {
  const { line, running, pointMs } = useStore(lineStore);
  const ready = useQuestion() !== null;
  const made = line?.points.length ?? 0;
  const values = { made, now: Math.min(made + 1, LINE_POINTS), total: LINE_POINTS };
  const left =
    pointMs === null ? [] : [say('{time} left', { time: duration(pointMs * (LINE_POINTS - made)) })];
  return (
    <ViewBar
      label={say('Follow the line')}
      disabled={!ready}
      running={running}
      onRun={() => void followLine().catch(showError)}
      onCancel={cancelLine}
      done={line ? made / LINE_POINTS : null}
      status={
        running
          ? [say('Picture {now} of {total}', values), ...left].join(' · ')
          : !ready
            ? say('Waiting for a photo and a network')
            : made > 0
              ? say('Done · {made} of {total} pictures', values)
              : say('{total} pictures, one forward pass each', values)
      }
    >
      <SaveFigure of={limitsFigure} isEmpty={line === null} />
    </ViewBar>
  );
}
