import { beforeEach, describe, expect, it } from 'vitest';
import { imageStore, type Photo } from '../../../../src/page/photo/image-store';
import { listPhotos, openedPhotos } from '../../../../src/page/photo/opened-photos';
import { fitOtherPhotos, namesBeside, otherPhotos } from '../../../../src/page/photo/other-photos';
import { SAMPLES } from '../../../../src/page/photo/samples';

const fileOf = (name: string): File => new File([name], name);
const show = (source: Blob | string): void => {
  imageStore.setState({ photo: { source, name: 'shown' } as unknown as Photo });
};

beforeEach(() => {
  openedPhotos.setState([], true);
  imageStore.setState({ photo: null });
});

describe('the photos beside the one shown', () => {
  it('are those opened in this visit, where there are two or more', () => {
    const [one, two, three] = ['a.png', 'b.png', 'c.png'].map(fileOf) as [File, File, File];
    listPhotos([one, two, three].map((source) => ({ name: source.name, source })));
    show(two);
    expect(otherPhotos().map(({ source }) => source)).toEqual([one, three]);
  });

  it('are the page’s drawings where there are fewer, without the one shown', () => {
    const [one, two] = ['a.png', 'b.png'].map(fileOf) as [File, File];
    listPhotos([one, two].map((source) => ({ name: source.name, source })));
    show(two);
    expect(otherPhotos()).toHaveLength(SAMPLES.length);
    show(SAMPLES[3].url);
    openedPhotos.setState([], true);
    const names = otherPhotos().map(({ name }) => name);
    expect(names).toHaveLength(SAMPLES.length - 1);
    expect(names).not.toContain(SAMPLES[3].name);
  });

  it('are named as long as they can be opened', async () => {
    listPhotos(['a.png', 'b.png'].map(fileOf).map((source) => ({ name: source.name, source })));
    expect(namesBeside('fooling')).toEqual(['a.png', 'b.png']);
    // Neither is a picture.
    expect(await fitOtherPhotos(otherPhotos(), [8, 8], 'squash')).toEqual([]);
    expect(namesBeside('fooling')).toEqual([]);
  });
});
