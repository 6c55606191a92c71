import { afterEach, describe, expect, it } from 'vitest';
import { provideLab } from '../../../../src/page/lab';
import { type FooledPicture, type OpenDropped, readSaved } from '../../../../src/page/run/read-saved';
import { savedWords } from '../../../../src/panels/picture/saved-words';
import { softmax, topK } from '../../../../src/core/statistics/softmax';
import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { partLab } from '../../../../testing/part-lab';

const NAMES = ['beagle', 'stingray', 'church'];
const picture = (level: number): PixelImage => ({
  width: 1,
  height: 1,
  data: Uint8ClampedArray.of(level, 20, 30, 255),
});
const FOOLED: FooledPicture = {
  image: picture(200),
  network: 'tiny',
  fit: 'squash',
  target: 1,
  targetName: 'stingray',
  aim: 'towards',
};
let takeAway = (): void => undefined;
afterEach(() => takeAway());

/** A lab whose network reads a stingray where red is 200, and a beagle elsewhere. */
function labBy(red: number): readonly string[] {
  const asked: string[] = [];
  takeAway = provideLab(
    partLab({
      classify: (network: string, { data }: PixelImage) => {
        asked.push(network);
        const logits = Float32Array.from(data[0] === red ? [0, 3, 0] : [4, 1, 0]);
        const probabilities = softmax(logits);
        const top = topK(probabilities, 3).map(({ index, value }) => ({
          index,
          name: NAMES[index],
          logit: logits[index],
          probability: value,
        }));
        return Promise.resolve({ kind: 'softmax', logits, probabilities, top });
      },
    }),
  );
  return asked;
}
const opening =
  (image: PixelImage): OpenDropped =>
  () =>
    Promise.resolve(image);

describe('a fooled picture’s file, opened again', () => {
  it('still fools where it comes back as it was', async () => {
    const asked = labBy(200);
    const reading = await readSaved(new Blob(), FOOLED, opening(picture(200)));
    expect(reading).toMatchObject({ fools: true, exact: true, best: { name: 'stingray' } });
    expect(savedWords(reading, FOOLED).title).toBe('Saved; the file still fools: read as stingray (91 %).');
    expect(asked).toEqual(['tiny']);
  });

  it('is said not to fool where the file lost what fooled', async () => {
    labBy(200);
    const reading = await readSaved(new Blob(), FOOLED, opening(picture(199)));
    expect(reading).toMatchObject({ fools: false, exact: false, best: { name: 'beagle' } });
    const { title, more } = savedWords(reading, FOOLED);
    expect(title).toBe('Saved; the file does not fool: read as beagle (94 %); stingray has 4.7 %.');
    expect(more).toContain('its bytes are not those that were shown');
  });

  it('fools away from a class by being read as another', async () => {
    labBy(200);
    const away = { ...FOOLED, target: 0, targetName: 'beagle', aim: 'away' } as const;
    const gone = await readSaved(new Blob(), away, opening(picture(200)));
    expect(savedWords(gone, away).title).toBe(
      'Saved; the file still fools: read as stingray (91 %); beagle has 4.5 %.',
    );
    const back = await readSaved(new Blob(), away, opening(picture(3)));
    expect(back.fools).toBe(false);
  });

  it('is asked for at the size that was fooled, fitted as a photo', async () => {
    labBy(200);
    const sizes: unknown[] = [];
    await readSaved(new Blob(), { ...FOOLED, fit: 'crop' }, (_, size, fit) => {
      sizes.push([...size, fit]);
      return Promise.resolve(picture(200));
    });
    expect(sizes).toEqual([[1, 1, 'crop']]);
  });
});
