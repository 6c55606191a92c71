import { readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import { OPEN_CONTENT, SAMPLE_PHOTOGRAPHS } from '../../../../src/page/photo/sample-photographs';

/** Bytes: all are fetched once the gallery is opened. */
const LARGEST = 350_000;

interface DataPackage {
  title: string;
  license: string;
  resources: { title: string; path: string }[];
  sources: { web: string }[];
}

const fileOf = (name: string, path: string) => readFileSync(`node_modules/${name}/${path}`);
const withoutScheme = (address: string) => address.replace(/^https?:/, '');

describe('the bundled photographs', () => {
  it('are three or more, with names and files of their own', () => {
    expect(SAMPLE_PHOTOGRAPHS.length).toBeGreaterThanOrEqual(3);
    expect(new Set(SAMPLE_PHOTOGRAPHS.map(({ name }) => name)).size).toBe(SAMPLE_PHOTOGRAPHS.length);
    expect(new Set(SAMPLE_PHOTOGRAPHS.map(({ url }) => url)).size).toBe(SAMPLE_PHOTOGRAPHS.length);
  });

  it.each(SAMPLE_PHOTOGRAPHS)(
    '$name: credited as its package does, and free',
    ({ package: from, title, artist, year, name, source }) => {
      const data = JSON.parse(fileOf(from, 'datapackage.json').toString()) as DataPackage;
      const readme = fileOf(from, 'README.md').toString();
      expect(name).toBe(`${title}, ${artist}, ${year}`);
      expect(data.resources.map((resource) => resource.title)).toEqual([title]);
      expect(data.license).toBe('PDDL-1.0 AND CC0-1.0');
      expect(readme).toContain(`${artist}'s`);
      expect(readme).toContain(withoutScheme(OPEN_CONTENT));
      expect(withoutScheme(source)).toBe(withoutScheme(data.sources[0]!.web));
      expect(source).toMatch(new RegExp(`-${year.replace(/[ –]/, '-')}/$`));
    },
  );

  it.each(SAMPLE_PHOTOGRAPHS)('$name: a small JPEG, from its own package', ({ package: from, url }) => {
    expect(url.split('?')[0]).toMatch(new RegExp(`${from}/data/image\\.jpg$`));
    const bytes = fileOf(from, 'data/image.jpg');
    expect(bytes.length).toBeLessThan(LARGEST);
    const { type, width, height } = imageSize(bytes);
    expect(type).toBe('jpg');
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(448);
  });
});
