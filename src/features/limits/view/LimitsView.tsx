import { Tabs } from '@mantine/core';
import { useStore } from 'zustand';
import { type Demonstration, DEMONSTRATIONS } from '../store/limit-params';
import { limitsStore, showDemonstration } from '../store/limits-store';
import '../../../panels/map/results.css';
import { DEMONSTRATION_TITLES } from './demonstration-titles';
import { LineBar } from './LineBar';
import { LowContrast } from './LowContrast';
import { StraightLine } from './StraightLine';
import { SweepBar } from './SweepBar';
import './limits.css';
import { say, sayPhrase } from '../../../words/say';

/** What a saliency map cannot say, shown rather than told: one demonstration at a time. */
export function LimitsView() {
  const shown = useStore(limitsStore, (state) => state.shown);
  return (
    <>
      <div className="view-room limits">
        <Tabs
          value={shown}
          onChange={(next) => next && showDemonstration(next as Demonstration)}
          keepMounted={false}
        >
          <Tabs.List aria-label={say('Limits')}>
            {DEMONSTRATIONS.map((id) => (
              <Tabs.Tab key={id} value={id}>
                {sayPhrase(DEMONSTRATION_TITLES[id])}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="contrast" className="limit-panel">
            <LowContrast />
          </Tabs.Panel>
          <Tabs.Panel value="line" className="limit-panel">
            <StraightLine />
          </Tabs.Panel>
        </Tabs>
      </div>
      {shown === 'contrast' ? <SweepBar /> : <LineBar />}
    </>
  );
}
