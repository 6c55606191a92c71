import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { CheckSection } from '../store/check-params';
import { checksStore } from '../store/checks-store';
import { type Subject, subjectMadeOtherwise } from '../store/subject';
import { runCheck } from '../store/run-check';
import type { Outcome } from '../store/verdicts';
import { StaleNote } from '../../../ui/text/StaleNote';
import { Sentence } from '../../../ui/text/Sentence';
import { sayError } from '../../../core/records/lab-error';
import { say } from '../../../words/say';

const ICONS = { pass: IconCircleCheck, partly: IconAlertTriangle, fail: IconCircleX, none: IconInfoCircle };

/** How a check came out, in a sentence with a sign. */
export function OutcomeLine({ outcome }: { readonly outcome: Outcome }) {
  const Icon = ICONS[outcome.kind];
  return (
    <p className="check-outcome" data-kind={outcome.kind}>
      <Icon size={20} stroke={1.8} aria-hidden />
      <Sentence text={outcome.words} />
    </p>
  );
}

interface Props {
  readonly section: CheckSection;
  /** What the result on screen was made of; null where there is none. */
  readonly made: Subject | null;
  readonly subject: Subject | null;
  readonly outcome: Outcome | null;
}

/** The verdict of a section, why it failed to run, and whose result is on screen where something else is chosen now. */
export function SectionOutcome({ section, made, subject, outcome }: Props) {
  const error = useStore(checksStore, (state) => state.errors[section]);
  return (
    <div className="check-words" role="status">
      {error && (
        <p className="wrong">
          <Sentence text={sayError(error)} />
        </p>
      )}
      {made && (
        <StaleNote
          made={subjectMadeOtherwise(made, subject)}
          action={say('Check again')}
          onAgain={() => {
            void runCheck(section);
          }}
        />
      )}
      {outcome && <OutcomeLine outcome={outcome} />}
    </div>
  );
}
