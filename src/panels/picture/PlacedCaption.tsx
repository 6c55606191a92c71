import { Sentence } from '../../ui/text/Sentence';
import type { PlacedPicture, TwoPictures } from './two-pictures';

interface Props extends Pick<TwoPictures, 'names'> {
  readonly picture: Pick<PlacedPicture, 'title' | 'caption'>;
}

/** What one of two pictures is, and what is said of it. */
export function PlacedCaption({ picture: { title, caption = '' }, names = [] }: Props) {
  return (
    <>
      <b>
        <Sentence text={title} names={names} />
      </b>
      <span className="nums quiet">
        <Sentence text={caption} names={names} />
      </span>
    </>
  );
}
