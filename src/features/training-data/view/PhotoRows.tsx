import { useStore } from 'zustand';
import type { ClassLabel } from '../../../networks/graph/graph';
import { BytesCanvas } from '../../../panels/picture/BytesCanvas';
import { ClassPicker } from '../../../ui/ClassPicker';
import { percent } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { type LabelSource, setLabel, type TrainingPhoto, trainingStore } from '../store/training-store';
import { FooledPicture } from './FooledPicture';
import type { Phrase } from '../../../words/message';
import { phrase, say, sayPhrase } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';

const NO_CLASSES: readonly ClassLabel[] = [];

const KNOWN_BY: Readonly<Record<LabelSource, Phrase>> = {
  sample: phrase('as drawn'),
  folder: phrase('by its folder'),
  network: phrase('as the network reads it'),
  person: phrase('as you say'),
};

/** A row a photo: itself with what it shows, and the pictures made of it. */
export function PhotoRows() {
  const photos = useStore(trainingStore, (state) => state.photos);
  return (
    <ul className="training-rows" aria-label={say('Photos and the pictures made of them')}>
      {photos.map((photo, place) => (
        <PhotoRow key={`${place} ${photo.name}`} photo={photo} place={place} />
      ))}
    </ul>
  );
}

function PhotoRow({ photo, place }: { readonly photo: TrainingPhoto; readonly place: number }) {
  const attempts = useStore(trainingStore, (state) => state.attempts);
  const classes = useStore(trainingStore, (state) => state.subject?.network.classes ?? NO_CLASSES);
  const { image, label, labelledBy, read } = photo;
  const name = shownPhoto(photo.name);
  const readName = classes[read.index]?.name ?? say('class {index}', { index: read.index });
  return (
    <li className="training-row">
      <div className="training-photo">
        <div className="mat">
          <BytesCanvas picture={image} label={name} />
        </div>
        <div className="training-label">
          <ClassPicker
            compact
            label={say('What {photo} shows', { photo: name })}
            classes={classes}
            top={[]}
            value={label}
            onChange={(index) => {
              setLabel(place, index);
            }}
          />
          <span className="quiet small">{sayPhrase(KNOWN_BY[labelledBy])}</span>
          {read.index !== label && (
            <span className="small wrong">
              <Sentence
                text={say('read as {name} {probability}', {
                  name: readName,
                  probability: percent(read.probability),
                })}
                names={[readName]}
              />
            </span>
          )}
        </div>
      </div>
      <ul className="training-pictures" aria-label={say('Made of {name}', { name })}>
        {attempts.map((attempt, at) =>
          attempt.photo === place ? (
            <FooledPicture key={at} attempt={attempt} photo={photo} classes={classes} />
          ) : null,
        )}
      </ul>
    </li>
  );
}
