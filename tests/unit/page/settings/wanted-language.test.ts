import { describe, expect, it } from 'vitest';
import { rememberLanguage, wantedLanguage } from '../../../../src/page/settings/wanted-language';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    key: () => null,
    clear: () => undefined,
    removeItem: () => undefined,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}
const blocked = (): Storage => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('the language of the page', () => {
  it('is the first of the browser’s that the page knows, wherever it is spoken', () => {
    const none = storage();
    const of = (...tags: string[]) => wantedLanguage('', tags, () => none);
    expect(of('fr-CH', 'en')).toBe('fr');
    expect(of('FR')).toBe('fr');
    expect(of('de', 'fr-CA', 'en')).toBe('fr');
    expect(of('en-GB', 'fr')).toBe('en');
    expect(of('frr', 'de')).toBe('en');
    expect(of()).toBe('en');
  });

  it('is the one chosen before, whatever the browser’s', () => {
    const kept = storage();
    rememberLanguage('en', () => kept);
    expect(wantedLanguage('', ['fr'], () => kept)).toBe('en');
    rememberLanguage('fr', () => kept);
    expect(wantedLanguage('', ['en'], () => kept)).toBe('fr');
  });

  it('is the link’s before all others', () => {
    const kept = storage();
    rememberLanguage('fr', () => kept);
    expect(wantedLanguage('en', ['fr'], () => kept)).toBe('en');
  });

  it('is the browser’s where nothing can be kept', () => {
    expect(() => {
      rememberLanguage('en', blocked);
    }).not.toThrow();
    expect(wantedLanguage('', ['fr'], blocked)).toBe('fr');
  });
});
