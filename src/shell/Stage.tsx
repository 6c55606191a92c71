import { useStore } from 'zustand';
import { networkStore } from '../page/network/network-store';
import { settingsStore } from '../page/settings/settings-store';
import type { SaliencyView } from '../page/settings/settings-schema';
import { latePart } from '../panels/boundary/late-part';
import { EXERCISE_TITLES } from '../panels/exercise-titles';
import { FoolingStage } from '../features/fooling/FoolingStage';
import { NetworkWish } from '../features/network-manager/NetworkWish';
import { NoNetwork } from './NoNetwork';
import { SaliencyStage } from '../features/saliency-map/SaliencyStage';
import { SaliencyViews } from './SaliencyViews';
import { TransportBar } from '../panels/run/TransportBar';
import { VisualizationStage } from '../features/visualisation/VisualisationStage';

const waiting = <div className="view-room" />;
const CompareView = latePart({
  name: 'The comparison table',
  load: async () => (await import('../features/compare/view/CompareView')).CompareView,
  waiting,
});
const ChecksView = latePart({
  name: 'The view “Believe it?”',
  load: async () => (await import('../features/believe/view/ChecksView')).ChecksView,
  waiting,
});
const LimitsView = latePart({
  name: 'The view “Limits”',
  load: async () => (await import('../features/limits/view/LimitsView')).LimitsView,
  waiting,
});
const LocateView = latePart({
  name: 'The view “Locate”',
  load: async () => (await import('../features/locate/view/LocateView')).LocateView,
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
