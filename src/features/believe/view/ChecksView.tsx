import { Button, Tabs } from '@mantine/core';
import { IconPlaylistAdd } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { type CheckSection, SECTIONS } from '../store/check-params';
import { checksStore, type Ended, showSection } from '../store/checks-store';
import { cancelCheck, runAllChecks, runCheck } from '../store/run-check';
import { sameSubject, type Subject } from '../store/subject';
import { duration } from '../../../ui/numbers/numbers';
import { ViewBar } from '../../../panels/ViewBar';
import { SaveFigure } from '../../../panels/figure/SaveFigure';
import { AgreementCheck } from './AgreementCheck';
import { believeFigure } from './believe-figure';
import { CHECK_TITLES } from './check-titles';
import '../../../panels/map/results.css';
import { DeleteInsertCheck } from './DeleteInsertCheck';
import { NoiseCheck } from './NoiseCheck';
import { RandomiseCheck } from './RandomiseCheck';
import { useSubject } from './use-subject';
import { say, sayPhrase } from '../../../words/say';

const CHECKS: Readonly<Record<CheckSection, () => React.JSX.Element>> = {
  randomise: RandomiseCheck,
  delete: DeleteInsertCheck,
  noise: NoiseCheck,
  agreement: AgreementCheck,
};

const MADE = {
  randomise: 'cascade',
  delete: 'faithfulness',
  noise: 'noise',
  agreement: 'agreement',
} as const satisfies Record<CheckSection, string>;

/** Four tests of the map that is chosen: is it to be believed? */
export function ChecksView() {
  const { section, work, ended, ...made } = useStore(checksStore);
  const subject = useSubject();
  const last = ended[section];
  const isEmpty = made[MADE[section]] === null;
  const end = last && sameSubject(last.subject, subject) ? last.how : null;
  return (
    <>
      <div className="view-room checks">
        <Tabs
          value={section}
          onChange={(next) => next && showSection(next as CheckSection)}
          keepMounted={false}
        >
          <Tabs.List aria-label={say('Checks')}>
            {SECTIONS.map((id) => (
              <Tabs.Tab key={id} value={id}>
                {sayPhrase(CHECK_TITLES[id])}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {SECTIONS.map((id) => {
            const Check = CHECKS[id];
            return (
              <Tabs.Panel key={id} value={id} className="check-panel">
                <Check />
              </Tabs.Panel>
            );
          })}
        </Tabs>
      </div>
      <ViewBar
        label={say('Run this check')}
        disabled={!subject}
        running={work !== null}
        onRun={() => void runCheck(section)}
        onCancel={cancelCheck}
        done={work ? (work.total > 0 ? work.done / work.total : null) : end === 'done' ? 1 : null}
        names={subject ? [subject.targetName] : []}
        status={
          work
            ? workWords(work)
            : subject
              ? restWords(subject, end)
              : say('Waiting for a photo and a network')
        }
      >
        <Button
          variant="default"
          leftSection={<IconPlaylistAdd size={17} aria-hidden />}
          disabled={!subject || work !== null}
          onClick={() => void runAllChecks()}
        >
          {say('Run all four')}
        </Button>
        <SaveFigure of={believeFigure} isEmpty={isEmpty} />
      </ViewBar>
    </>
  );
}

/** What would be tested, and whether it was. */
function restWords({ method, targetName }: Subject, end: Ended['how'] | null): string {
  if (end === 'cancelled') return say('Cancelled, what is done is kept');
  const values = { method: method.title, targetName };
  return end === 'done'
    ? say('Done · {method}, “{targetName}”', values)
    : say('{method}, “{targetName}”', values);
}

function workWords({
  section,
  done,
  total,
  leftMs,
}: NonNullable<ReturnType<typeof checksStore.getState>['work']>) {
  const values = { check: CHECK_TITLES[section], now: Math.min(done + 1, total), total };
  if (total === 0) return say('{check}: drawing a map', values);
  const now =
    section === 'delete'
      ? say('{check}: picture {now} of {total}', values)
      : say('{check}: map {now} of {total}', values);
  return leftMs === null ? now : `${now} · ${say('{time} left', { time: duration(leftMs) })}`;
}
