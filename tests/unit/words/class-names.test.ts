import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imagenetClasses } from '../../../src/networks/graph/imagenet-classes';
import { searchClasses } from '../../../src/ui/search-classes';
import { loadClassTables } from '../../../src/words/classes/class-tables';
import french from '../../../src/words/classes/french.json';
import { speak } from '../../../src/words/language';
import { phrase, sayPhrase } from '../../../src/words/say';
import { shownClass } from '../../../src/words/shown-class';

const CLASSES = imagenetClasses();

describe('the French names of the classes', () => {
  it('are there for every class of ImageNet, no two alike', () => {
    const names = CLASSES.map(({ name }) => (french as Record<string, string>)[name]);
    expect(names.filter((name) => name === undefined)).toEqual([]);
    expect(new Set(names.map((name) => name?.toLowerCase())).size).toBe(1000);
  });

  it('find a class in either language, whatever the accents and the case', async () => {
    const tables = await loadClassTables();
    const first = (query: string): string | undefined => searchClasses(CLASSES, query, tables)[0]?.name;
    expect(first('Épagneul breton')).toBe('Brittany spaniel');
    expect(first('epagneul bret')).toBe('Brittany spaniel');
    expect(first("canot d'")).toBeUndefined();
    expect(first("fruit de l'eglantier")).toBe('hip');
    expect(first('boeuf')).toBe('ox');
    expect(first('tench')).toBe('tench');
    expect(first('puma')).toBe('cougar');
    expect(first('mountain lion')).toBe('cougar');
  });

  it('are not shown in English', () => {
    expect(shownClass('hay')).toBe('hay');
    expect(shownClass('class 12')).toBe('class 12');
  });

  describe('in French', () => {
    beforeAll(() => speak('fr'));
    afterAll(() => speak('en'));

    it.each([
      ['hay', 'foin'],
      ['quail', 'caille'],
      ['Tibetan mastiff', 'dogue du Tibet'],
      ['Border terrier', 'border terrier'],
      ['brown bear', 'ours brun'],
      ['pajama', 'pyjama'],
      ['sports car', 'voiture de sport'],
      ['stingray', 'pastenague'],
      ['tarantula', 'tarentule'],
      ['hourglass', 'sablier'],
      ['Yorkshire terrier', 'yorkshire-terrier'],
      ['crane (bird)', 'grue (oiseau)'],
      ['crane (machine)', 'grue (engin)'],
      ['sunglass', 'verre solaire'],
      ['sunglasses', 'lunettes de soleil'],
      ['missile', 'missile'],
      ['projectile', 'projectile'],
      ['the class', 'la classe'],
      ['not the class', 'pas la classe'],
      ['my own class', 'my own class'],
      ['class 7', 'classe 7'],
      ['class 7b', 'class 7b'],
      ['constructor', 'constructor'],
    ])('%s is shown as %s', (name, shown) => {
      expect(shownClass(name)).toBe(shown);
    });

    it('stand in the sentences that speak of a class', () => {
      expect(sayPhrase(phrase('{label}, value', { label: 'hay' }))).toBe('foin, valeur');
    });
  });
});
