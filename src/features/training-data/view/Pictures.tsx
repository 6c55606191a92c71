import { useEffect } from 'react';
import { useStore } from 'zustand';
import { networkStore } from '../../../page/network/network-store';
import { openedPhotos } from '../../../page/photo/opened-photos';
import { settingsStore } from '../../../page/settings/settings-store';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { Sentence } from '../../../ui/text/Sentence';
import { StaleNote } from '../../../ui/text/StaleNote';
import { makeFooled } from '../store/make-fooled';
import { isSubjectNow, leavePhotos, lookAtPhotos } from '../store/prepare-photos';
import { type PhotoSet, TRAINING_PARAMS } from '../store/training-params';
import { setTraining, trainingStore } from '../store/training-store';
import { PhotoRows } from './PhotoRows';
import { say, sayWords } from '../../../words/say';

/** Which photos and how many pictures of them; a row for each. */
export function Pictures() {
  const { photoSet, pictures, photos, failures, attempts, work, subject } = useStore(trainingStore);
  const network = useStore(networkStore, (state) => state.info);
  const opened = useStore(openedPhotos);
  const { fit, colourProfile, transparency } = useStore(settingsStore);
  useEffect(() => {
    void lookAtPhotos();
    return leavePhotos;
  }, [photoSet, network, opened, fit, colourProfile, transparency]);
  return (
    <>
      <p className="training-lead">
        {say(
          'Pictures that fool the network, filed under what they really show: the data that adversarial training learns from.',
        )}
      </p>
      <div className="training-controls">
        <ParamControl
          param={TRAINING_PARAMS.photoSet}
          value={photoSet}
          onChange={(value) => {
            setTraining({ photoSet: value as PhotoSet });
          }}
        />
        <ParamControl
          param={TRAINING_PARAMS.pictures}
          value={pictures}
          onChange={(value) => {
            setTraining({ pictures: Number(value) });
          }}
        />
      </div>
      {attempts.length > 0 && !work && subject && !isSubjectNow() && (
        <StaleNote
          made={[
            say('“{name}”', { name: subject.network.title }),
            say('{count, plural, one {# photo} other {# photos}}', { count: photos.length }),
          ]}
          action={say('Make again')}
          onAgain={() => {
            void makeFooled();
          }}
        />
      )}
      {failures.map(({ name, error }) => (
        <p key={name} className="note">
          <Sentence text={say('{name}: {words}', { name, words: sayWords(error.message) })} names={[name]} />
        </p>
      ))}
      {photos.length === 0 && !work && photoSet === 'opened' ? (
        <p className="training-empty">{say('Drop photos, or a folder of them, anywhere on the page.')}</p>
      ) : (
        <PhotoRows />
      )}
    </>
  );
}
