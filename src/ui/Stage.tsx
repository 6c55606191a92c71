import { useStore } from 'zustand';
import { networkStore } from '../stores/network-store';
import { settingsStore } from '../stores/settings-store';
import { DropOverlay } from './DropOverlay';
import { EXERCISE_TITLES } from './exercise-titles';
import { FoolingStage } from './FoolingStage';
import { NoNetwork } from './NoNetwork';
import { SaliencyStage } from './SaliencyStage';
import { TransportBar } from './TransportBar';
import { VisualizationStage } from './VisualizationStage';

/** The exercise's pictures, as large as fits, its verdict, its curve, and the transport bar. */
export function Stage() {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const usable = useStore(networkStore, (state) => state.info !== null);
  return (
    <main className="stage" id="stage" aria-label={EXERCISE_TITLES[exercise].title}>
      <div className="stage-room">
        {usable ? (
          <div className="stage-view" data-exercise={exercise}>
            {exercise === 'saliency' && <SaliencyStage />}
            {exercise === 'fooling' && <FoolingStage />}
            {exercise === 'visualization' && <VisualizationStage />}
          </div>
        ) : (
          <NoNetwork />
        )}
      </div>
      <TransportBar />
      <DropOverlay />
    </main>
  );
}
