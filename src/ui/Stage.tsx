import { useStore } from 'zustand';
import { networkStore } from '../stores/network-store';
import { settingsStore } from '../stores/settings-store';
import type { SaliencyView } from '../stores/settings-schema';
import { latePart } from './boundary/late-part';
import { EXERCISE_TITLES } from './exercise-titles';
import { FoolingStage } from './FoolingStage';
import { NetworkWish } from './network/NetworkWish';
import { NoNetwork } from './NoNetwork';
import { SaliencyStage } from './SaliencyStage';
import { SaliencyViews } from './saliency/SaliencyViews';
import { TransportBar } from './TransportBar';
import { VisualizationStage } from './VisualizationStage';

const waiting = <div className="view-room" />;
const CompareView = latePart({
  name: 'The comparison table',
  load: async () => (await import('./compare/CompareView')).CompareView,
  waiting,
});
const ChecksView = latePart({
  name: 'The view “Believe it?”',
  load: async () => (await import('./checks/ChecksView')).ChecksView,
  waiting,
});
const LimitsView = latePart({
  name: 'The view “Limits”',
  load: async () => (await import('./limits/LimitsView')).LimitsView,
  waiting,
});
const LocateView = latePart({
  name: 'The view “Locate”',
  load: async () => (await import('./locate/LocateView')).LocateView,
  waiting,
});

/** The exercise's pictures, as large as fits, its verdict, its curve, and the transport bar. */
export function Stage() {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const view = useStore(settingsStore, (state) => state.saliencyView);
  const usable = useStore(networkStore, (state) => state.info !== null);
  const saliency = exercise === 'saliency' && usable;
  return (
    <main className="stage" id="stage" aria-label={EXERCISE_TITLES[exercise].title}>
      <NetworkWish />
      {saliency && <SaliencyViews />}
      {saliency && view !== 'map' ? (
        <OtherView view={view} />
      ) : (
        <>
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
        </>
      )}
    </main>
  );
}

/** A view brings a `.view-room` that scrolls and, below it, a bar in the transport bar's place. */
function OtherView({ view }: { readonly view: Exclude<SaliencyView, 'map'> }) {
  switch (view) {
    case 'table':
      return <CompareView />;
    case 'checks':
      return <ChecksView />;
    case 'limits':
      return <LimitsView />;
    case 'boxes':
      return <LocateView />;
  }
}
