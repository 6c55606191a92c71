import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { differencePicture } from '../../../../canvas/difference-picture';
import { settingsStore } from '../../../../page/settings/settings-store';
import { MapPicture } from '../../../../panels/map/MapPicture';
import { showError } from '../../../../panels/notices';
import { short } from '../../../../ui/numbers/numbers';
import { Sentence } from '../../../../ui/text/Sentence';
import { useBesideTitle } from '../../use-beside-title';
import { type Fooled, fooledNow } from '../store/fooled';
import { smallestStore } from '../store/smallest-store';
import { distanceWords, smallestSentence } from './after-words';
import { saveSmallest } from './save-smallest';
import { sayError } from '../../../../core/records/lab-error';
import { say } from '../../../../words/say';

/** From the attack's picture to the smallest change of bytes that still fools. */
export function SmallestPanel() {
  const { from, found, length, running, error } = useStore(smallestStore);
  const amplify = useStore(settingsStore, (state) => state.amplify);
  const attack = fooledNow();
  const beside = useBesideTitle(attack?.recipe.beside?.network);
  const shown = from === attack ? found : null;
  if (!attack) return null;
  return (
    <>
      <p className="after-words">
        {say(
          'How little is enough? The search looks for a way of its own from the photo, halfway back again and again, then along the gradient of the rounded picture. It counts nothing but whole grey levels, and ends no farther away than the attack’s picture.',
        )}
      </p>
      <div className="after-outcome" role="status">
        {error && (
          <p className="wrong">
            <Sentence text={sayError(error)} />
          </p>
        )}
        {running && length !== null && (
          <p className="nums">
            <Sentence text={say('Smallest so far: {length} grey levels.', { length: short(length) })} />
          </p>
        )}
        {shown && (
          <p>
            <b>
              <Sentence text={smallestSentence(attack, shown, beside)} names={[beside]} />
            </b>
          </p>
        )}
      </div>
      <div className="after-pictures" data-count={4}>
        <MapPicture
          title={say('The attack’s picture')}
          picture={attack.image}
          caption={distanceWords(attack.distance)}
          empty=""
        />
        <MapPicture
          title={say('Its difference × {amplify}', { amplify })}
          picture={differenceOf(attack, amplify)}
          empty=""
        />
        <MapPicture
          title={say('The smallest change')}
          picture={shown?.image ?? null}
          caption={shown ? distanceWords(shown.distance) : undefined}
          empty={running ? say('Searching') : say('Not searched for yet')}
        />
        <MapPicture
          title={say('Its difference × {amplify}', { amplify })}
          picture={shown && differenceOf(shown, amplify)}
          empty={running ? say('Searching') : say('Not searched for yet')}
        />
      </div>
      {shown?.fools === true && (
        <Button
          className="after-save"
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => {
            saveSmallest(shown).catch(showError);
          }}
        >
          {say('Save the smallest change')}
        </Button>
      )}
    </>
  );
}

function differenceOf({ photo, image, recipe }: Fooled, amplify: number) {
  const { width, height, data } = image;
  const steps = recipe.steps ?? 0;
  return differencePicture(
    { step: steps, steps, width, height, pixels: data, scalars: {} },
    photo,
    amplify,
    false,
  );
}
