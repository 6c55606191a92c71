import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { networkStore } from '../stores/network-store';
import { settingsStore } from '../stores/settings-store';
import type { SaliencyView } from '../stores/settings-schema';
import { DropOverlay } from './DropOverlay';
import { EXERCISE_TITLES } from './exercise-titles';
import { FoolingStage } from './FoolingStage';
import { NoNetwork } from './NoNetwork';
import { SaliencyStage } from './SaliencyStage';
import { SaliencyViews } from './saliency/SaliencyViews';
import { TransportBar } from './TransportBar';
import { VisualizationStage } from './VisualizationStage';

const CompareView = lazy(async () => ({ default: (await import('./compare/CompareView')).CompareView }));
const ChecksView = lazy(async () => ({ default: (await import('./checks/ChecksView')).ChecksView }));
const LimitsView = lazy(async () => ({ default: (await import('./limits/LimitsView')).LimitsView }));
const LocateView = lazy(async () => ({ default: (await import('./locate/LocateView')).LocateView }));

/** The exercise's pictures, as large as fits, its verdict, its curve, and the transport bar. */
export function Stage() {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const view = useStore(settingsStore, (state) => state.saliencyView);
  const usable = useStore(networkStore, (state) => state.info !== null);
  const saliency = exercise === 'saliency' && usable;
  return (
    <main className="stage" id="stage" aria-label={EXERCISE_TITLES[exercise].title}>
      {saliency && <SaliencyViews />}
      {saliency && view !== 'map' ? (
        <Suspense fallback={<div className="view-room" />}>
          <OtherView view={view} />
        </Suspense>
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
      <DropOverlay />
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
