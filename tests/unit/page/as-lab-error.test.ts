import { describe, expect, it } from 'vitest';
import { LabError } from '../../../src/core/records/lab-error';
import { asLabError } from '../../../src/page/as-lab-error';
import { phrase } from '../../../src/words/say';

describe('what goes wrong on the page’s side', () => {
  it.each([
    new RangeError('Array buffer allocation failed'),
    new RangeError('Invalid typed array length: 553000000'),
    new RangeError('Invalid string length'),
    new DOMException('The ImageBitmap could not be allocated.', 'InvalidStateError'),
    new DOMException("Failed to execute 'getImageData': Out of memory at ImageData creation", 'RangeError'),
    new Error('allocation size overflow'),
  ])('is told in the lab’s words where memory is wanting: %s', (thrown) => {
    expect(asLabError(thrown)).toEqual({
      code: 'out-of-memory',
      message: phrase('The browser has not enough memory left for this.'),
      nextStep: phrase(
        'Close other tabs or take a smaller picture, then try once more; nothing you made is lost.',
      ),
    });
  });

  it('is a download that failed where nothing could be fetched', () => {
    expect(asLabError(new TypeError('Failed to fetch')).code).toBe('download-failed');
  });

  it('says itself where it is a LabError, and keeps its own words where it is not known', () => {
    const error = new LabError('bad-recipe', 'No.', 'Yes.');
    expect(asLabError(error)).toEqual(error.toData());
    expect(asLabError(new Error('Odd.'))).toMatchObject({ code: 'engine-stopped', message: 'Odd.' });
  });
});
