import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../../src/page/photo/samples';
import { readPng } from '../../../../testing/png-pixels';

const FOLDER = 'public/samples';
/** Bytes: the first is on the page at the first visit, the rest is fetched when the gallery opens. */
const LARGEST = { first: 110_000, others: 240_000 };
const SIDE = 448;

const bundled = JSON.parse(readFileSync('models/bundled.json', 'utf8')) as string[];
const classesOf = (id: string): string[] => {
  const model = JSON.parse(readFileSync(`models/${id}/model.json`, 'utf8')) as {
    userDefinedMetadata: { lucarne: { classes: { name: string }[] } };
  };
  return model.userDefinedMetadata.lucarne.classes.map(({ name }) => name);
};

describe('the bundled drawings', () => {
  it('are the files in their folder, no more and no less', () => {
    const listed = SAMPLES.map(({ url }) => url.replace('samples/', ''));
    expect(listed.toSorted()).toEqual(readdirSync(FOLDER).toSorted());
  });

  it.each(SAMPLES.map((sample, place) => ({ ...sample, place })))(
    '$id is small, and pixels, which every browser shows alike',
    ({ url, place }) => {
      const file = readFileSync(`public/${url}`);
      expect(file.byteLength).toBeLessThan(place === 0 ? LARGEST.first : LARGEST.others);
      const { width, height, data } = readPng(file);
      expect([width, height]).toEqual([SIDE, SIDE]);
      expect(new Set(data).size).toBeGreaterThan(100);
    },
  );

  it.each(SAMPLES.map(({ id }) => id))(
    '%s has its drawing beside it, whole: no scripts, nothing from elsewhere',
    (id) => {
      const text = readFileSync(`drawings/samples/${id}.svg`, 'utf8');
      expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="640"/);
      expect(text).not.toMatch(/<(script|image|use|foreignObject|style|a)\b|href|\son\w+=|url\((?!#)/);
    },
  );

  it.each(bundled)('show every class of %s once', (id) => {
    expect(SAMPLES.map(({ className }) => className).toSorted()).toEqual(classesOf(id).toSorted());
  });

  it('have names and ids of their own', () => {
    expect(new Set(SAMPLES.map(({ id }) => id)).size).toBe(SAMPLES.length);
    expect(new Set(SAMPLES.map(({ name }) => name)).size).toBe(SAMPLES.length);
  });
});
