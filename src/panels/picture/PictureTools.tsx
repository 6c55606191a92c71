import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import type { PictureOf } from './DrawnPicture';
import { PictureButtons } from './PictureButtons';
import { PictureCanvas } from './PictureCanvas';
import { saveAndTell } from './save-and-tell';

interface Props extends PictureOf {
  readonly title: string;
  /** Class and file names that the title may speak of. */
  readonly names?: readonly (string | null | undefined)[] | undefined;
  /** What is read at the pixel pointed at. */
  readonly probe?: string | null;
  /** Something is about to be done with it. */
  readonly onUse?: (() => void) | undefined;
}

/** What is done with a picture of the stage. Its pixels are read where it is looked at closer. */
export function PictureTools({ exercise, kind, title, names, probe = null, onUse }: Props) {
  return (
    <PictureButtons
      title={title}
      names={names}
      onUse={onUse}
      onSave={(scale) => saveAndTell(exercise, kind, scale)}
      enlarged={<PictureCanvas exercise={exercise} kind={kind} label={title} />}
      below={
        <p className="nums quiet">
          <Sentence text={probe ?? say('Point at a pixel to read it, or use the arrow keys.')} />
        </p>
      }
    />
  );
}
