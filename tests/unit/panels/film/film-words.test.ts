import { expect, it } from 'vitest';
import { frameCaption, filmWords } from '../../../../src/panels/film/film-words';

it('a frame says its step, and its class where it is of one', () => {
  const frame = { step: 1200, steps: 5000, width: 1, height: 1, scalars: { probability: 0.984 } };
  expect(frameCaption(frame, 'flamingo')).toBe('step 1,200 · flamingo 98 %');
  expect(frameCaption({ ...frame, scalars: {} }, 'flamingo')).toBe('step 1,200');
  expect(filmWords(24, 3.4000000000000004, { width: 448, height: 480 })).toBe(
    '24 frames, 3.4 s, 448 × 480 pixels.',
  );
});
