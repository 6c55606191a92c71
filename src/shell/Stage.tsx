import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { networkStore } from '../page/network/network-store';
import { runStore } from '../page/run/run-store';
import { settingsStore } from '../page/settings/settings-store';
import { shownAmong } from '../page/settings/views';
import { EXERCISE_TITLES } from '../panels/exercise-titles';
import { Shelf } from '../features/shelf';
import { NetworkWish } from '../features/network-manager/NetworkWish';
import { FEATURES } from './features';
import { NoNetwork } from './NoNetwork';
import { TwinSwitch } from './TwinSwitch';
import { SaveFigure } from '../panels/figure/SaveFigure';
import { CutOffRuns } from '../panels/run/CutOffRuns';
import { TransportBar } from '../panels/run/TransportBar';
import { ViewTabs } from './ViewTabs';
import { say, sayPhrase } from '../words/say';

/** The view on screen: the exercise's pictures with its transport bar, or a view with a bar of its own. */
export function Stage() {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const shown = useStore(settingsStore, (state) => shownAmong(FEATURES, state).shown);
  const all = FEATURES.filter((feature) => feature.exercise === exercise);
  // Together with the network, and not after it.
  useEffect(() => shown?.fetchView?.(), [shown]);
  const usable = useStore(networkStore, (state) => state.info !== null);
  const isEmpty = useStore(runStore, (state) => state[exercise].recipe === null);
  const View = usable ? shown?.View : undefined;
  return (
    <main className="stage" id="stage" aria-label={sayPhrase(EXERCISE_TITLES[exercise].title)}>
      <div className="stage-head">
        {/* What a view heads its parts with stands below it. */}
        <VisuallyHidden component="h2">{say('The stage')}</VisuallyHidden>
        <NetworkWish />
        <CutOffRuns />
        <div className="stage-top">
          {View && all.length > 1 && <ViewTabs exercise={exercise} features={all} shown={shown?.id ?? ''} />}
          {View && <TwinSwitch />}
        </div>
      </div>
      {View && shown?.place === 'room' ? (
        <View />
      ) : (
        <>
          <div className="stage-room">
            {View ? (
              <div className="stage-view" data-exercise={exercise}>
                <View />
              </div>
            ) : (
              <NoNetwork />
            )}
          </div>
          <TransportBar>
            {View && shown?.figure && <SaveFigure of={shown.figure} isEmpty={isEmpty} />}
          </TransportBar>
        </>
      )}
      <Shelf />
    </main>
  );
}
