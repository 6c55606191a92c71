import { SegmentedControl, Tabs } from '@mantine/core';
import { useStore } from 'zustand';
import { Sentence } from '../../../../ui/text/Sentence';
import { AFTER_SECTIONS, type AfterSection } from '../store/after-settings';
import { afterStore, showAfter } from '../store/after-store';
import { type Fooled, fooledNow } from '../store/fooled';
import { askOf, smallestStore } from '../store/smallest-store';
import { subjectWords } from './after-words';
import { AfterBar } from './AfterBar';
import { DefencesPanel } from './DefencesPanel';
import { MapsPanel } from './MapsPanel';
import { SmallestPanel } from './SmallestPanel';
import { SurvivalPanel } from './SurvivalPanel';
import { TransferPanel } from './TransferPanel';
import { useSubject } from './use-subject';
import '../../../../panels/map/results.css';
import './after.css';
import type { Phrase } from '../../../../words/message';
import { phrase, say, sayPhrase } from '../../../../words/say';

const TITLES: Readonly<Record<AfterSection, Phrase>> = {
  smallest: phrase('Smallest change'),
  survival: phrase('Survival'),
  networks: phrase('Other networks'),
  defences: phrase('Defences'),
  map: phrase('Its map'),
};
const PANELS: Readonly<
  Record<AfterSection, (props: { readonly subject: Fooled }) => React.JSX.Element | null>
> = {
  smallest: SmallestPanel,
  survival: SurvivalPanel,
  networks: TransferPanel,
  defences: DefencesPanel,
  map: MapsPanel,
};

/** What becomes of a fooled picture, one question at a time. */
export function AfterView() {
  const section = useStore(afterStore, (state) => state.section);
  const { from, found, asked } = useStore(smallestStore);
  const subject = useSubject();
  const hasBoth = found?.fools === true && from === fooledNow() && section !== 'smallest';
  return (
    <>
      <div className="view-room after">
        <Tabs
          value={section}
          onChange={(next) => next && showAfter(next as AfterSection)}
          keepMounted={false}
        >
          <Tabs.List aria-label={say('Afterwards')}>
            {AFTER_SECTIONS.map((id) => (
              <Tabs.Tab key={id} value={id}>
                {sayPhrase(TITLES[id])}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {AFTER_SECTIONS.map((id) => {
            const Panel = PANELS[id];
            return (
              <Tabs.Panel key={id} value={id} className="after-panel">
                {subject ? (
                  <>
                    <div className="after-subject">
                      <p className="quiet small nums">
                        <Sentence text={subjectWords(subject)} names={[subject.targetName]} />
                      </p>
                      {hasBoth && (
                        <SegmentedControl
                          size="xs"
                          aria-label={say('Which picture is asked about')}
                          value={asked}
                          onChange={(next) => {
                            askOf(next === 'smallest' ? 'smallest' : 'attack');
                          }}
                          data={[
                            { value: 'attack', label: say('The attack’s picture') },
                            { value: 'smallest', label: say('The smallest change') },
                          ]}
                        />
                      )}
                    </div>
                    <Panel subject={subject} />
                  </>
                ) : (
                  <p className="after-words">
                    {say(
                      'Fool a network first: what becomes of the picture is asked here. Run the attack that is chosen, below, or under Fooling, where you see it work.',
                    )}
                  </p>
                )}
              </Tabs.Panel>
            );
          })}
        </Tabs>
      </div>
      <AfterBar />
    </>
  );
}
