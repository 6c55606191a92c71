import { Button, Tabs } from '@mantine/core';
import { IconPlaylistAdd } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { type CheckSection, SECTIONS } from '../store/check-params';
import { checksStore, type Ended, showSection } from '../store/checks-store';
import { cancelCheck, runAllChecks, runCheck } from '../store/run-check';
import { sameSubject, type Subject } from '../store/subject';
import { duration } from '../../../ui/numbers/numbers';
import { ViewBar } from '../../../panels/ViewBar';
import { AgreementCheck } from './AgreementCheck';
import '../../../panels/map/results.css';
import { DeleteInsertCheck } from './DeleteInsertCheck';
import { NoiseCheck } from './NoiseCheck';
import { RandomiseCheck } from './RandomiseCheck';
import { useSubject } from './use-subject';

const TITLES: Readonly<Record<CheckSection, string>> = {
  randomise: 'Randomise',
  delete: 'Delete and insert',
  noise: 'Small noise',
  agreement: 'Agreement',
};
const CHECKS: Readonly<Record<CheckSection, () => React.JSX.Element>> = {
  randomise: RandomiseCheck,
  delete: DeleteInsertCheck,
  noise: NoiseCheck,
  agreement: AgreementCheck,
};

/** Four tests of the map that is chosen: is it to be believed? */
export function ChecksView() {
  const { section, work, ended } = useStore(checksStore);
  const subject = useSubject();
  const last = ended[section];
  const end = last && sameSubject(last.subject, subject) ? last.how : null;
  return (
    <>
      <div className="view-room checks">
        <Tabs
          value={section}
          onChange={(next) => next && showSection(next as CheckSection)}
          keepMounted={false}
        >
          <Tabs.List aria-label="Checks">
            {SECTIONS.map((id) => (
              <Tabs.Tab key={id} value={id}>
                {TITLES[id]}
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
        label="Run this check"
        disabled={!subject}
        running={work !== null}
        onRun={() => void runCheck(section)}
        onCancel={cancelCheck}
        done={work ? (work.total > 0 ? work.done / work.total : null) : end === 'done' ? 1 : null}
        names={subject ? [subject.targetName] : []}
        status={
          work ? workWords(work) : subject ? restWords(subject, end) : 'Waiting for a photo and a network'
        }
      >
        <Button
          variant="default"
          leftSection={<IconPlaylistAdd size={17} aria-hidden />}
          disabled={!subject || work !== null}
          onClick={() => void runAllChecks()}
        >
          Run all four
        </Button>
      </ViewBar>
    </>
  );
}

/** What would be tested, and whether it was. */
function restWords({ method, targetName }: Subject, end: Ended['how'] | null): string {
  if (end === 'cancelled') return 'Cancelled, what is done is kept';
  return `${end === 'done' ? 'Done · ' : ''}${method.title}, “${targetName}”`;
}

const UNITS: Readonly<Record<CheckSection, string>> = {
  randomise: 'map',
  delete: 'picture',
  noise: 'map',
  agreement: 'map',
};

function workWords({
  section,
  done,
  total,
  leftMs,
}: NonNullable<ReturnType<typeof checksStore.getState>['work']>) {
  if (total === 0) return `${TITLES[section]}: drawing a map`;
  const left = leftMs === null ? '' : ` · ${duration(leftMs)} left`;
  return `${TITLES[section]}: ${UNITS[section]} ${Math.min(done + 1, total)} of ${total}${left}`;
}
