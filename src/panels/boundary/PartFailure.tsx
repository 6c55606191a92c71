import { Button } from '@mantine/core';
import { asLabError } from '../../page/as-lab-error';
import { showError } from '../notices';
import { reloadWithVisit } from '../../page/visit/visit';
import { sayWords } from '../../words/say';
import { say } from '../../words/say';

interface PartFailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What stands in the place of a part of the page that could not be fetched or drawn, and the ways on from there. */
export function PartFailure({ error, onRetry }: PartFailureProps) {
  const { code, message, nextStep } = asLabError(error);
  const outdated = code === 'page-outdated';
  return (
    <div className="hush part-failure" role="alert">
      <h2>{sayWords(message)}</h2>
      <p>{sayWords(nextStep)}</p>
      <div className="hush-actions">
        {!outdated && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {say('Try again')}
          </Button>
        )}
        <ReloadButton />
      </div>
    </div>
  );
}

/** Reloads the page with the photo, the networks and the settings that are on it. */
export function ReloadButton() {
  return (
    <Button variant="default" size="xs" onClick={() => void reloadWithVisit().catch(showError)}>
      {say('Reload and keep my work')}
    </Button>
  );
}
