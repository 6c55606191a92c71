import { Button } from '@mantine/core';
import type { LabErrorData } from '../../core/records/lab-error';
import type { LoadRequest } from '../../engine/protocol/protocol';
import { openNetwork } from '../../page/network/network-store';
import { Sentence } from '../../ui/text/Sentence';
import { sayWords } from '../../words/say';
import { say } from '../../words/say';

interface FailureProps {
  readonly error: LabErrorData;
  /** What to try again: a load, or anything else by `onRetry`. */
  readonly request?: LoadRequest;
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, what to do about it, and another try. */
export function Failure({ error, request, title = '', onRetry }: FailureProps) {
  const heavy = error.code === 'network-heavy';
  const again = request && (heavy ? { ...request, heavy } : request);
  const retry = onRetry ?? (again ? () => void openNetwork(again, title) : undefined);
  return (
    <div className="note wrong failure" role="alert">
      <p>
        <b>
          <Sentence text={error.message} names={[title]} />
        </b>
        <Sentence text={` ${sayWords(error.nextStep)}`} names={[title]} />
      </p>
      {retry && error.code !== 'other-format' && (
        <Button size="compact-sm" variant="default" onClick={retry}>
          {heavy ? say('Load it all the same') : say('Try again')}
        </Button>
      )}
    </div>
  );
}
