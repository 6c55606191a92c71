import { beforeEach, describe, expect, it } from 'vitest';
import { imageStore, type Photo } from '../../../../src/page/photo/image-store';
import {
  bringBackPhotos,
  forgetPhotos,
  forgottenPhotos,
  keepOpened,
  listedAs,
  listPhotos,
  openedPhotos,
} from '../../../../src/page/photo/opened-photos';
import { LINKED_SAMPLES, sampleById, sampleBySource } from '../../../../src/page/photo/sample-links';

const file = (name: string, lastModified = 0): File => new File([name], name, { lastModified });
const photo = (name: string, source: Blob | string): Photo =>
  ({ name, source, width: 1, height: 1 }) as unknown as Photo;
const names = (): string[] => openedPhotos.getState().map(({ name }) => name);

beforeEach(() => {
  openedPhotos.setState([], true);
  forgottenPhotos.setState({ last: null });
  imageStore.setState({ photo: null });
});

describe('the photos of a visit', () => {
  it('stay listed when another is opened, however it is opened; samples do not', () => {
    const stop = keepOpened();
    const first = file('first.png');
    imageStore.setState({ photo: photo('first.png', first) });
    imageStore.setState({ photo: photo('Golf ball', LINKED_SAMPLES[0]!.url) });
    imageStore.setState({ photo: photo('b.png', 'https://a.example/b.png') });
    stop();
    imageStore.setState({ photo: photo('later.png', file('later.png')) });
    expect(names()).toEqual(['first.png', 'b.png']);
    expect(listedAs(openedPhotos.getState(), first)?.name).toBe('first.png');
  });

  it('are listed once, though the same file is opened again', () => {
    listPhotos([
      { name: 'a.png', source: file('a.png', 5) },
      { name: 'a.png', source: file('a.png', 5) },
      { name: 'a.png', source: file('a.png', 6) },
    ]);
    expect(names()).toEqual(['a.png', 'a.png']);
    forgetPhotos([openedPhotos.getState()[0]!.id]);
    expect(names()).toEqual(['a.png']);
  });
});

describe('photos taken off the list', () => {
  const list = (...all: string[]): void => listPhotos(all.map((name) => ({ name, source: file(name) })));
  const idOf = (name: string): number => openedPhotos.getState().find((each) => each.name === name)!.id;

  it('come back in their places, one or all of them', () => {
    list('a.png', 'b.png', 'c.png');
    forgetPhotos([idOf('b.png')]);
    expect(names()).toEqual(['a.png', 'c.png']);
    expect(forgottenPhotos.getState().last?.gone.map(({ name }) => name)).toEqual(['b.png']);
    bringBackPhotos();
    expect(names()).toEqual(['a.png', 'b.png', 'c.png']);
    forgetPhotos();
    expect(names()).toEqual([]);
    bringBackPhotos();
    expect(names()).toEqual(['a.png', 'b.png', 'c.png']);
    expect(forgottenPhotos.getState().last).toBeNull();
  });

  it('are let go of once another photo comes, and stay off while the page decodes its own anew', () => {
    const stop = keepOpened();
    const own = file('own.png');
    imageStore.setState({ photo: photo('own.png', own) });
    list('b.png');
    forgetPhotos([idOf('own.png')]);
    imageStore.setState({ photo: photo('own.png', own) });
    expect(names()).toEqual(['b.png']);
    expect(forgottenPhotos.getState().last).not.toBeNull();
    list('c.png');
    expect(forgottenPhotos.getState().last).toBeNull();
    bringBackPhotos();
    expect(names()).toEqual(['b.png', 'c.png']);
    stop();
  });

  it('of eight that came together none is lost', () => {
    list(...Array.from({ length: 8 }, (_, i) => `${i}.png`));
    expect(names()).toHaveLength(8);
  });
});

describe('the samples', () => {
  it('have each a name of its own for links, and are known again by where they lie', () => {
    expect(new Set(LINKED_SAMPLES.map(({ id }) => id)).size).toBe(LINKED_SAMPLES.length);
    for (const sample of LINKED_SAMPLES) {
      expect(sample.id).toMatch(/^[a-z0-9-]+$/);
      expect(sampleById(sample.id)).toBe(sample);
      expect(sampleBySource(sample.url)).toBe(sample);
    }
    expect(sampleById('no-such-sample')).toBeNull();
    expect(sampleBySource(undefined)).toBeNull();
  });
});
