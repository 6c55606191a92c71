import type { MouseEvent } from 'react';

/**
 * A button's `onClick` that takes a double click for one press: the second would land on what the first has put in its place,
 * and pause or cancel what it has begun. Presses of the keyboard, which are none of a mouse, all count.
 */
export function singlePress(act: () => void): (event: Pick<MouseEvent, 'detail'>) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}
