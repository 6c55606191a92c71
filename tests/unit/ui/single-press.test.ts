import { expect, it, vi } from 'vitest';
import { singlePress } from '../../../src/ui/single-press';

it('a double click is one press, two presses of a key are two', () => {
  const act = vi.fn();
  const press = singlePress(act);
  // `detail` counts the clicks that follow each other fast at one place; the keyboard's have none.
  for (const detail of [1, 2, 3]) press({ detail });
  expect(act).toHaveBeenCalledTimes(1);
  for (const detail of [0, 0]) press({ detail });
  expect(act).toHaveBeenCalledTimes(3);
});
