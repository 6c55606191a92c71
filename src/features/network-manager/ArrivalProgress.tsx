import { Button, Progress, VisuallyHidden } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import type { LoadProgress } from '../../engine/protocol/protocol';
import { progressNumbers, spokenProgress, stageSentence, stageWords } from './arrival-words';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

interface ArrivalProgressProps {
  readonly title: string;
  readonly progress: LoadProgress | null;
  /** Said beside Cancel: what becomes of what has come. */
  readonly hint?: string;
  readonly onCancel: () => void;
}

/** A network on its way: what is happening, how far it is, and a way out. */
export function ArrivalProgress({ title, progress, hint, onCancel }: ArrivalProgressProps) {
  return (
    <div className="arrival">
      <p className="arrival-line">
        <span>{stageWords(progress)}</span>
        <span className="quiet nums">
          <Sentence text={progressNumbers(progress)} />
        </span>
      </p>
      <ArrivalBar title={title} progress={progress} />
      <div className="arrival-line">
        <span className="quiet small">{progress?.stage === 'download' ? hint : ''}</span>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say('Cancel loading {title}', { title })}
          onClick={onCancel}
        >
          {say('Cancel')}
        </Button>
      </div>
      <SpokenProgress title={title} progress={progress} />
    </div>
  );
}

/** The bar alone; it moves back and forth where nobody knows how far things are. */
export function ArrivalBar({ title, progress }: Pick<ArrivalProgressProps, 'title' | 'progress'>) {
  const fraction = progress?.fraction ?? null;
  return (
    <Progress
      value={fraction === null ? 100 : fraction * 100}
      striped={fraction === null}
      animated={fraction === null}
      size={4}
      aria-label={stageSentence(title, progress)}
    />
  );
}

/** The same for screen readers, at most every five seconds. */
export function SpokenProgress({ title, progress }: Pick<ArrivalProgressProps, 'title' | 'progress'>) {
  const words = useThrottledValue(spokenProgress(title, progress), 5000);
  return (
    <VisuallyHidden role="status">
      <Sentence text={words} names={[title]} />
    </VisuallyHidden>
  );
}
