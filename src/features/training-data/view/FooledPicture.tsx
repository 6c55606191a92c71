import { useCallback } from 'react';
import { markSmall } from '../../../canvas/picture-bytes';
import type { ClassLabel } from '../../../networks/graph/graph';
import { percent, short } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { type Attempt, fools, type TrainingPhoto } from '../store/training-store';
import { say } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';
import { shownPhoto } from '../../../words/shown-photo';

interface Props {
  readonly attempt: Attempt;
  readonly photo: TrainingPhoto;
  readonly classes: readonly ClassLabel[];
}

/** A picture that was made, as its file has it, and what is read in it. */
export function FooledPicture({ attempt, photo, classes }: Props) {
  const { png, read, linf, l2 } = attempt;
  const image = useBlob(png);
  const name = classes[read.index]?.name ?? say('class {index}', { index: read.index });
  const fooled = fools(attempt, photo);
  return (
    <li
      className="training-picture"
      data-fools={fooled}
      title={say('{name}, changed by at most {linf} of 255, L2 {l2}', {
        name,
        linf: short(linf),
        l2: short(l2),
      })}
    >
      <img
        ref={image}
        alt={say('{photo}, read as {name}', { photo: shownPhoto(photo.name), name })}
        decoding="async"
        onLoad={({ currentTarget }) => markSmall(currentTarget)}
      />
      <span className="small clip" translate="no">
        {shownClass(name)}
      </span>
      <span className="small quiet">
        <Sentence text={fooled ? percent(read.probability) : say('does not fool')} />
      </span>
    </li>
  );
}

/** Shows a blob in an image element for as long as that stands. */
function useBlob(blob: Blob) {
  return useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return;
      const url = URL.createObjectURL(blob);
      image.src = url;
      return () => {
        URL.revokeObjectURL(url);
      };
    },
    [blob],
  );
}
