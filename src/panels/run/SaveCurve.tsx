import { useStore } from 'zustand';
import { lateCode } from '../../core/records/late-code';
import type { Exercise } from '../../methods/catalog/params';
import { curves, runStore } from '../../page/run/run-store';
import { phrase } from '../../words/say';
import { SaveChart } from '../figure/SavedChart';
import type { CurveSubject } from './curve-lines';

const code = lateCode(phrase('Saving figures'), async () => ({
  ...(await import('./curve-chart')),
  ...(await import('../figure/save-chart')),
}));

interface SaveCurveProps {
  readonly exercise: Exercise;
  readonly of: CurveSubject;
  /** What its lines are, in their order. */
  readonly names: readonly string[];
}

/** Saves the live curve as it stands; nothing before there is one. */
export function SaveCurve({ exercise, of, names }: SaveCurveProps) {
  const recipe = useStore(runStore, (state) => state[exercise].recipe);
  const step = useStore(runStore, (state) => state[exercise].step);
  if (!recipe || curves[exercise].length < 2) return null;
  return (
    <SaveChart
      onSave={async () => {
        const { curveChart, saveChart } = await code();
        const made = { ...recipe, steps: step };
        saveChart(curveChart(of, curves[exercise], made, names));
      }}
    />
  );
}
