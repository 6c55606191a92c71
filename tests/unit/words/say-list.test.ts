import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../../../src/words/language';
import { sayList } from '../../../src/words/say-list';

describe('a list of sentences', () => {
  afterEach(() => speak('en'));

  it('parts them as the language does', async () => {
    expect(sayList([])).toBe('');
    expect(sayList(['one'])).toBe('one');
    expect(sayList(['one', 'two', 'three'])).toBe('one; two; three');
    await speak('fr');
    expect(sayList(['one', 'two', 'three'])).toBe('one\u202F; two\u202F; three');
  });
});
