import { Button } from '@mantine/core';
import type { NetworkInfo } from '../../engine/protocol';
import { count } from '../numbers';
import { say } from '../say';
import { showReading } from './networks-view';

/** Says how a network of the person's own is read, and where that was a guess, how to put it right. */
export function sayOwnNetwork(info: NetworkInfo): void {
  const size = `${info.size.join(' × ')} pixels`;
  const classes = count(info.classes.length, 'class', 'classes');
  const change = (): void => {
    hide();
    showReading();
  };
  const hide = say(
    `${info.title} is ready`,
    <>
      <p className="notice-line">
        {size}, {classes}. {info.guess && `${info.guess} Not right?`}
      </p>
      {info.guess && (
        <Button size="compact-xs" variant="default" onClick={change}>
          Change how it is read
        </Button>
      )}
    </>,
  );
}
