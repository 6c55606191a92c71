import { Button } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { say } from '../../words/say';
import { PlacedCaption } from './PlacedCaption';
import type { TwoPictures } from './two-pictures';

/** How long each picture stands: one blink a second, a third of what is taken to be safe for everyone (WCAG 2.3.1). */
const STANDS_MS = 500;

/**
 * Two pictures in one place, the one after the other: by themselves, or where motion is not wanted, by a button alone. Whatever is
 * done with one holds it: with the one that stands, and while they blink, with the one after.
 */
export function BlinkedPictures({ pictures, names = [] }: TwoPictures) {
  const isStill = useReducedMotion(false, { getInitialValueInEffect: false });
  const [blinks, setBlinks] = useState(!isStill);
  const [place, setPlace] = useState<0 | 1>(0);
  const isBlinking = blinks && !isStill;
  useEffect(() => {
    if (!isBlinking) return undefined;
    const timer = setInterval(() => {
      setPlace((now) => (now === 0 ? 1 : 0));
    }, STANDS_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isBlinking]);
  const toUse = isBlinking ? 1 : place;
  const other = pictures[place === 0 ? 1 : 0];
  return (
    <figure className="picture">
      <div className="mat">
        <div className="blinked">
          {pictures.map(({ key, drawn }, at) => (
            <div key={key} data-hidden={at !== place || undefined}>
              {drawn}
            </div>
          ))}
        </div>
      </div>
      <figcaption className="blinked-caption">
        <span>
          <PlacedCaption picture={pictures[place]} names={names} />
        </span>
        {!isStill && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={
              isBlinking ? (
                <IconPlayerPauseFilled size={12} aria-hidden />
              ) : (
                <IconPlayerPlayFilled size={12} aria-hidden />
              )
            }
            onClick={() => {
              setBlinks(!isBlinking);
            }}
          >
            {isBlinking ? say('Hold') : say('Blink')}
          </Button>
        )}
        {!isBlinking && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={say('Show “{other}”', { other: other.title })}
            onClick={() => {
              setPlace(place === 0 ? 1 : 0);
            }}
          >
            {say('Show the other')}
          </Button>
        )}
      </figcaption>
      {pictures[toUse].tools?.(() => {
        setBlinks(false);
        setPlace(toUse);
      })}
    </figure>
  );
}
