import { Button } from '@mantine/core';
import { Sentence } from './Sentence';
import { say } from '../../words/say';

interface Props {
  /** What is shown was made with these; nothing is said where there are none. */
  readonly made: readonly string[];
  readonly action: string;
  readonly onAgain: () => void;
}

/** Says that what is shown was made with other settings than are chosen now, and with which, and offers to make it again. */
export function StaleNote({ made, action, onAgain }: Props) {
  if (made.length === 0) return null;
  return (
    <p className="note stale-note">
      <Sentence
        text={say('Made with other settings than are chosen now: {settings}.', {
          settings: made.join(' · '),
        })}
        names={made.map((words) => /^“(.*)”$/.exec(words)?.[1])}
      />{' '}
      <Button size="compact-xs" variant="default" onClick={onAgain}>
        {action}
      </Button>
    </p>
  );
}
