import { beforeEach, describe, expect, it } from 'vitest';
import { neverAborted } from '../../../../src/core/records/abort';
import { byteDistance } from '../../../../src/core/pictures/byte-distance';
import {
  meaningStore,
  setEpsilon,
  showExample,
} from '../../../../src/features/fooling-meaning/store/meaning-store';
import { PUSH_STEPS } from '../../../../src/features/fooling-meaning/store/push-in-steps';
import { meaningHeadline } from '../../../../src/features/fooling-meaning/view/meaning-words';
import { provideLab } from '../../../../src/page/lab';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { set } from '../../../../src/page/settings/settings-store';
import { makeTestPhoto } from '../../../../testing/test-photo';
import { createToyPage } from '../../../../testing/toy-page';
import { until } from '../../../../testing/toy-engine';

const page = createToyPage();
provideLab(page.lab);

const { getState } = meaningStore;

beforeEach(async () => {
  await page.lab.ready;
  networkStore.setState({ info: await page.lab.load({ id: 'tiny' }) });
  set({ exercise: 'fooling' });
});

/** A drawn photo pushed by one grey level. */
async function pushedByOne(photo: number) {
  const [height, width] = networkStore.getState().info!.size;
  imageStore.setState({ fitted: makeTestPhoto(photo, width, height) });
  meaningStore.setState({ epsilon: 1 });
  await showExample();
  const { example, push } = getState();
  return { example: example!, push: push! };
}

describe('a photo pushed', () => {
  it('by one straight step is not pushed in steps, too, where that fools', async () => {
    const { example, push } = await pushedByOne(1);
    expect(push.best.index).not.toBe(example.from.index);
    expect(push.inSteps).toBeNull();
  });

  it.each([
    { photo: 12, fools: true },
    { photo: 3, fools: false },
  ])('is pushed in steps where one does not fool, by no more: photo $photo', async ({ photo, fools }) => {
    const { example, push } = await pushedByOne(photo);
    expect(push.best.index).toBe(example.from.index);
    const { picture, best, steps } = push.inSteps!;
    expect(best.index === example.to.index).toBe(fools);
    expect(steps).toBeLessThanOrEqual(PUSH_STEPS);
    expect(byteDistance(example.image.data, picture.data).linf).toBe(1);
    const read = await page.lab.classify('tiny', picture, neverAborted());
    expect(best).toEqual(read.top[0]);
  });

  it('by nothing is not pushed in steps either', async () => {
    await pushedByOne(3);
    setEpsilon(0);
    await until(() => getState().push?.epsilon === 0);
    expect(getState().push?.inSteps).toBeNull();
  });
});

describe('what is said of it', () => {
  const row = (index: number, name: string) => ({ index, name, logit: 0, probability: 0.5 });
  const [from, to] = [row(0, 'tench'), row(1, 'church')];
  const image = makeTestPhoto(1, 2, 2);
  const example = { network: 'tiny', image, from, to, gap: 4, slopes: new Float32Array(12) };
  const straight = {
    epsilon: 8,
    picture: image,
    straight: 5,
    random: 0,
    measured: 1,
    aligned: [],
    scattered: [],
  };
  const said = (best: typeof from, inSteps: { best: typeof from; steps: number } | null) =>
    meaningHeadline(example, { ...straight, best, inSteps: inSteps && { ...inSteps, picture: image } });

  it('is what each way of pushing has come to', () => {
    expect(said(to, null)).toMatch(/It is read as church\.$/);
    expect(said(from, null)).toMatch(/It is still read as tench\.$/);
    expect(said(from, { best: to, steps: 6 })).toMatch(
      /It is still read as tench; the same ε in 6 steps, the direction asked anew at each, has it read as church\.$/,
    );
    expect(said(from, { best: from, steps: 10 })).toMatch(
      /It is still read as tench, and so it is after the same ε in 10 steps, the direction asked anew at each\.$/,
    );
  });
});
