import { describe, expect, it } from 'vitest';
import { FITS } from '../../../../src/core/records/recipe';
import { fittingLine, fitWords } from '../../../../src/panels/picture/fit-words';

const PHOTO = { width: 1024, height: 683 };

describe('what was done to a photo', () => {
  it.each([
    ['squash', '1024 × 683 squashed to 224 × 224: bilinear with antialiasing, as in Pillow.'],
    ['squash-bicubic', '1024 × 683 squashed to 224 × 224: bicubic with antialiasing, as in Pillow.'],
    [
      'torchvision',
      '1024 × 683 resized to 383 × 256, of which the middle 224 × 224 is kept: bilinear with antialiasing, as in Pillow.',
    ],
    [
      'shorter-side',
      '1024 × 683 resized to 335 × 224, of which the middle 224 × 224 is kept: bilinear with antialiasing, as in Pillow.',
    ],
    [
      'crop',
      'The middle 683 × 683 of 1024 × 683, resized to 224 × 224: bilinear with antialiasing, as in Pillow.',
    ],
    ['keras', '1024 × 683 squashed to 224 × 224: the nearest pixel alone, as in Keras.'],
  ] as const)('is said with its numbers: %s', (fit, sentence) => {
    expect(fittingLine(PHOTO, [224, 224], fit)).toBe(sentence);
  });

  it.each(FITS)('is nothing where the photo has the size already: %s', (fit) => {
    expect(fittingLine({ width: 96, height: 48 }, [48, 96], fit)).toBe(
      'Already 96 × 48: taken pixel for pixel.',
    );
  });
});

it.each([
  [224, 'squash', 'Squash, as in CS231n and RDFIA', 'T.Resize((224, 224))'],
  [224, 'squash-bicubic', 'Squash, bicubic: Pillow’s default', 'image.resize((224, 224))'],
  [224, 'torchvision', 'Resize 256, CenterCrop 224', 'T.Resize(256), T.CenterCrop(224)'],
  [224, 'shorter-side', 'Resize 224, CenterCrop 224', 'T.Resize(224), T.CenterCrop(224)'],
  [224, 'crop', 'Centre square', 'T.CenterCrop(min(image.size)), T.Resize((224, 224))'],
  [224, 'keras', 'Keras: load_img (nearest)', 'load_img(path, target_size=(224, 224))'],
  [299, 'torchvision', 'Resize 342, CenterCrop 299', 'T.Resize(342), T.CenterCrop(299)'],
] as const)('for a network of %i, %s is named after what it equals', (side, fit, title, code) => {
  expect(fitWords(fit, [side, side])).toMatchObject({ title, code });
});

it('names each fit once, with sizes that follow the network', () => {
  const titles = FITS.map((fit) => fitWords(fit, [299, 299]).title);
  expect(new Set(titles).size).toBe(FITS.length);
  expect(titles).toContain('Resize 342, CenterCrop 299');
  expect(fitWords('keras', [48, 96]).code).toBe('load_img(path, target_size=(48, 96))');
  expect(fitWords('squash-bicubic', [48, 96]).code).toBe('image.resize((96, 48))');
});
