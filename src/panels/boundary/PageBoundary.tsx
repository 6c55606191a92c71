import { type ReactNode, useState } from 'react';
import { lateCode } from '../../core/records/late-code';
import { asLabError } from '../../page/as-lab-error';
import { settingsStore } from '../../page/settings/settings-store';
import { DEFAULT_SETTINGS } from '../../page/settings/settings-schema';
import { reloadWithVisit } from '../../page/visit/visit';
import { Boundary } from './Boundary';
import { phrase, say, sayWords } from '../../words/say';

const rescue = lateCode(phrase('What saves your work'), () => import('../../page/visit/save-visit'));

/** The outermost boundary: whatever fails in drawing the page, something is on screen, nothing is lost, and it goes on. */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  return <Boundary failed={(error, again) => <Broken error={error} again={again} />}>{children}</Boundary>;
}

/** Made of plain elements alone: what it stands in for may be what failed. */
function Broken({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const [trouble, setTrouble] = useState('');
  const attempt = (work: () => Promise<void>) => () => {
    work().catch((thrown: unknown) => setTrouble(sayWords(asLabError(thrown).message)));
  };
  return (
    <main className="broken" role="alert">
      <h1>{say('The page could not be drawn')}</h1>
      <p>
        {say(
          'Something in it failed. Your photo, your networks and every setting are still here; going on draws the page anew.',
        )}
      </p>
      <p>
        <code translate="no">{sayWords(asLabError(error).message)}</code>
      </p>
      <div className="broken-actions">
        <button type="button" onClick={again}>
          {say('Go on')}
        </button>
        <button
          type="button"
          onClick={() => {
            // What fails to draw may be one of them; the network stays.
            settingsStore.setState({ ...DEFAULT_SETTINGS, network: settingsStore.getState().network });
            again();
          }}
        >
          {say('Go on with all settings as at first')}
        </button>
        <button type="button" onClick={attempt(async () => (await rescue()).saveVisit())}>
          {say('Save my photo, networks and settings')}
        </button>
        <button type="button" onClick={attempt(reloadWithVisit)}>
          {say('Reload and keep my work')}
        </button>
      </div>
      <p role="status">{trouble}</p>
    </main>
  );
}
