import type { ReactNode } from 'react';
import { LabError } from '../../core/records/lab-error';
import { asLabError } from '../../page/as-lab-error';
import { Boundary } from './Boundary';
import { PartFailure } from './PartFailure';
import './boundary.css';
import { phrase } from '../../words/say';
import type { Words } from '../../words/message';

interface SectionProps {
  /** Begins a sentence: "The settings". */
  readonly name: Words;
  readonly children: ReactNode;
}

/** A part of the page that may fail by itself: the rest stays, and a sentence stands in its place. */
export function Section({ name, children }: SectionProps) {
  return (
    <Boundary failed={(error, again) => <PartFailure error={notDrawn(name, error)} onRetry={again} />}>
      {children}
    </Boundary>
  );
}

function notDrawn(name: Words, thrown: unknown): LabError {
  return new LabError(
    'engine-stopped',
    phrase('{name} could not be drawn ({reason}).', { name, reason: asLabError(thrown).message }),
    phrase('Try again; everything else goes on, and nothing you made is lost.'),
    { cause: thrown },
  );
}
