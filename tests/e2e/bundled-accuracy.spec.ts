import { answersOf } from '../../bench/photo-answers';
import PYTORCH from '../../bench/pytorch-answers.json' with { type: 'json' };
import { hasValidationPhotos, validationPhotos } from '../../bench/validation-photos';
import { expect, NO_FIXTURES, test } from './rig';

/** Every tenth of the 2,000 validation photos; `npm run bench -- accuracy` takes them all. */
const EVERY = 10;

test.describe('the bundled networks give what PyTorch gives', () => {
  test.skip(!hasValidationPhotos, NO_FIXTURES);

  test('photo by photo', async ({ lab }) => {
    const photos = validationPhotos().filter((_, i) => i % EVERY === 0);
    expect(photos).toHaveLength(200);
    // Right answers by PyTorch, counted by the training script.
    for (const [id, right] of [
      ['squeezenet-sixteen', 169],
      ['vgg16-slim', 175],
    ] as const) {
      await lab.evaluate((network) => window.lucarne.load(network), id);
      const answers = await answersOf(lab, id, photos);
      const expected = photos.map((_, i) => parseInt(PYTORCH[id].charAt(i * EVERY), 16));
      expect.soft(answers, id).toEqual(expected);
      expect
        .soft(
          answers.filter((answer, i) => answer === photos[i]?.label),
          id,
        )
        .toHaveLength(right);
    }
  });
});
