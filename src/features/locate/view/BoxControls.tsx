import { useStore } from 'zustand';
import type { BoxRecipe } from '../../../core/localisation/locate';
import { locateStore, setBoxRecipe } from '../store/locate-store';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { BOXES, MASKING, SMOOTHING, THRESHOLD } from '../store/recipe-rows';
import { say } from '../../../words/say';

/** How a map becomes boxes; every change finds them again at once. */
export function BoxControls() {
  const { masking, threshold, smoothing, boxes } = useStore(locateStore, (state) => state.boxRecipe);
  return (
    <div className="locate-controls settings" role="group" aria-label={say('How the map becomes boxes')}>
      <ParamControl
        param={MASKING}
        value={masking}
        onChange={(value) => {
          setBoxRecipe({ masking: value as BoxRecipe['masking'] });
        }}
      />
      <ParamControl
        param={THRESHOLD}
        value={threshold}
        disabled={masking !== 'threshold'}
        onChange={(value) => {
          setBoxRecipe({ threshold: Number(value) });
        }}
      />
      <ParamControl
        param={SMOOTHING}
        value={smoothing}
        onChange={(value) => {
          setBoxRecipe({ smoothing: Number(value) });
        }}
      />
      <ParamControl
        param={BOXES}
        value={boxes}
        onChange={(value) => {
          setBoxRecipe({ boxes: Number(value) });
        }}
      />
    </div>
  );
}
