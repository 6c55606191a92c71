import { type CSSProperties, useState } from 'react';
import { Sentence } from '../../ui/text/Sentence';
import { DrawnPicture } from './DrawnPicture';
import type { ComparisonProps } from './PictureComparison';
import { PictureTools } from './PictureTools';
import { say } from '../../words/say';

/** Two pictures over each other: left of a bar the one, right of it the other. The bar follows pointer, finger and arrow keys. */
export function SweptPictures({ exercise, pictures: [before, after], names = [] }: ComparisonProps) {
  const [share, setShare] = useState(50);
  return (
    <figure className="picture">
      <div className="mat">
        <div className="swept" style={{ '--at': `${share}%` } as CSSProperties}>
          <DrawnPicture exercise={exercise} kind={before.kind} label={before.title} />
          <div className="swept-after">
            <DrawnPicture exercise={exercise} kind={after.kind} label={after.title} />
          </div>
          <input
            type="range"
            min={0}
            max={100}
            value={share}
            aria-label={say('Bar between “{before}” and “{after}”', {
              before: before.title,
              after: after.title,
            })}
            aria-valuetext={say('{share} % of “{before}”', { share, before: before.title })}
            onChange={(event) => {
              setShare(Number(event.currentTarget.value));
            }}
          />
          <span className="swept-bar" aria-hidden />
        </div>
      </div>
      <figcaption className="swept-caption">
        {[before, after].map(({ kind, title, caption }) => (
          <span key={kind}>
            <b>
              <Sentence text={title} names={names} />
            </b>
            <span className="nums quiet">
              <Sentence text={caption ?? ''} names={names} />
            </span>
          </span>
        ))}
      </figcaption>
      <PictureTools exercise={exercise} kind={after.kind} title={after.title} names={names} />
    </figure>
  );
}
