import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { LineDirection } from '../../../core/pictures/straight-line';
import { isFade } from '../../../core/pictures/straight-line';
import { followLine, lineStore, setLine } from '../store/line-store';
import { isStageHeld } from '../../../page/run/held-stage';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { showError } from '../../../panels/notices';
import { DIRECTION, FADE, STEP } from '../store/limit-params';
import { LineResult } from './LineResult';
import { useQuestion } from './use-question';
import { LINE_FORMULA } from './point-words';
import { say, sayPhrase } from '../../../words/say';

/** A line through the photo: what the gradient says the score will be, beside what it is. */
export function StraightLine() {
  const { direction, step, fade, line } = useStore(lineStore);
  const ready = useQuestion() !== null;
  const begun = line !== null;
  useEffect(() => {
    const { running } = lineStore.getState();
    // A line that is brought back from a card is on its way.
    if (ready && !begun && !running && !isStageHeld('saliency')) followLine().catch(showError);
  }, [ready, begun]);
  const change = (patch: Parameters<typeof setLine>[0]): void => {
    setLine(patch).catch(showError);
  };
  return (
    <>
      <p className="limit-words">
        {say(
          'A gradient’s map is the slope of the score at one point, the photo. Away from it the straight line and the true score part: beyond that the map says nothing.',
        )}
      </p>
      <div className="limit-controls">
        <ParamControl
          param={DIRECTION}
          value={direction}
          onChange={(value) => change({ direction: value as LineDirection })}
        />
        {isFade(direction) ? (
          <ParamControl param={FADE} value={fade} onChange={(value) => change({ fade: Number(value) })} />
        ) : (
          <ParamControl param={STEP} value={step} onChange={(value) => change({ step: Number(value) })} />
        )}
      </div>
      <LineResult />
      <p className="formula" translate="no">
        {sayPhrase(LINE_FORMULA)}
      </p>
    </>
  );
}
