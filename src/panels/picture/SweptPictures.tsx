import { type CSSProperties, useState } from 'react';
import { say } from '../../words/say';
import { PlacedCaption } from './PlacedCaption';
import type { TwoPictures } from './two-pictures';

/** Two pictures over each other: left of a bar the one, right of it the other. The bar follows pointer, finger and arrow keys. */
export function SweptPictures({ pictures: [before, after], names = [] }: TwoPictures) {
  const [share, setShare] = useState(50);
  return (
    <figure className="picture">
      <div className="mat">
        <div className="swept" style={{ '--at': `${share}%` } as CSSProperties}>
          {before.drawn}
          <div className="swept-after">{after.drawn}</div>
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
        {[before, after].map((picture) => (
          <span key={picture.key}>
            <PlacedCaption picture={picture} names={names} />
          </span>
        ))}
      </figcaption>
      {after.tools?.()}
    </figure>
  );
}
