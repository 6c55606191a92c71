import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortError } from '../../../../../src/core/records/abort';
import { LabError } from '../../../../../src/core/records/lab-error';
import { tryAttack } from '../../../../../src/features/robustness/store/attack-photo';
import { allPlaces, isCurrent } from '../../../../../src/features/robustness/store/board-request';
import { boardStore, cellKey, setLabel } from '../../../../../src/features/robustness/store/board-store';
import { measuresOf, standing, summarise } from '../../../../../src/features/robustness/store/board-summary';
import { cancelMeasuring, measureBoard } from '../../../../../src/features/robustness/store/measure-board';
import { takePhotos } from '../../../../../src/features/robustness/store/take-photos';
import { AUTO_ATTACK } from '../../../../../src/methods/catalog/auto-attack';
import { openedPhotos } from '../../../../../src/page/photo/opened-photos';
import { set } from '../../../../../src/page/settings/settings-store';
import { useBackend } from '../../../../../testing/backends';
import { constantNetwork } from '../../../../../testing/toy-networks';
import { emptyBoard, greyPhoto, networkOfMargin, SIDE, toyTools } from '../board-rig';

/** How many hold the page from being left unasked. */
const leaving = vi.hoisted(() => ({ held: 0 }));
vi.mock('../../../../../src/page/visit/leaving', () => ({
  holdPage: () => {
    leaving.held += 1;
    return () => (leaving.held -= 1);
  },
}));

const own = (name: string) => ({ name, source: `photos/${name}` });
const measures = (network: string) => measuresOf(network, boardStore.getState());

beforeAll(() => useBackend('cpu'));
beforeEach(() => {
  openedPhotos.setState([], true);
  set({ seed: 0 });
});

describe('linear networks, whose smallest change is known', () => {
  beforeEach(() => {
    emptyBoard(['a', 'b', 'c']);
    takePhotos([own('one.png')]);
  });

  it('falls at the first whole level beyond the margin, and stands where that is beyond ε', async () => {
    boardStore.setState({ epsilon: 4 });
    await measureBoard(
      toyTools({ a: networkOfMargin(0.5), b: networkOfMargin(2.5), c: networkOfMargin(4.5) }),
    );
    expect(['a', 'b', 'c'].map((id) => measures(id)[0]?.falls)).toEqual([1, 3, null]);
    expect(summarise('b', measures('b'), 4).curve.map(({ y }) => y)).toEqual([1, 1, 1, 0, 0]);
    expect(summarise('c', measures('c'), 4).curve.map(({ y }) => y)).toEqual([1, 1, 1, 1, 1]);
    expect(['a', 'b', 'c'].map((id) => standing(summarise(id, measures(id), 4)))).toEqual([0, 0, 1]);
  });

  it('the smallest change is as long as the straight way to the border, and one rounding more at most', async () => {
    boardStore.setState({ networks: ['b'], effort: 'full' });
    const network = networkOfMargin(2.5);
    await measureBoard(toyTools({ b: network }));
    const [measure] = measures('b');
    // Every value counts alike, so the straight way moves each by the margin itself.
    const straight = 2.5 * Math.sqrt(3 * SIDE * SIDE);
    expect(measure?.smallest).toBeGreaterThanOrEqual(straight);
    expect(measure?.smallest).toBeLessThan(3.01 * Math.sqrt(3 * SIDE * SIDE));
  });

  it('asks no attack about a photo that one before has fooled, and each about one that stands', async () => {
    boardStore.setState({ networks: ['a', 'c'] });
    await measureBoard(toyTools({ a: networkOfMargin(0.5), c: networkOfMargin(9.5) }));
    const [falls, stands] = [measures('a')[0], measures('c')[0]];
    expect(falls?.trials.map(({ attack }) => attack)).toEqual([AUTO_ATTACK[0]?.id]);
    expect(stands?.trials.map(({ attack }) => attack)).toEqual(AUTO_ATTACK.map(({ id }) => id));
    expect(stands?.trials.every(({ linf, attack }) => linf <= 4 || attack === 'fmn')).toBe(true);
  });

  it('counts a picture as fooled only within ε, however it is read', async () => {
    const fmn = AUTO_ATTACK.find(({ isBounded }) => !isBounded)!;
    const answer = { logits: [0, 1], scalars: { linf: 7, l2: 20 }, steps: 3 };
    const photo = { label: 0, logits: [1, 0], kind: 'softmax' as const };
    const tried = (epsilon: number) =>
      tryAttack(fmn, photo, { epsilon, effort: 'quick' }, async () => answer);
    expect(await tried(6)).toMatchObject({ misread: true, fooled: false });
    expect(await tried(7)).toMatchObject({ misread: true, fooled: true, l2: 20 });
  });
});

describe('labels', () => {
  beforeEach(() => {
    emptyBoard(['a']);
    takePhotos([own('one.png')]);
  });

  it('a photo that nobody has named is of the class that was read before; one that is named otherwise is not read rightly', async () => {
    const tools = toyTools({ a: networkOfMargin(0.5) });
    await measureBoard(tools);
    expect(measures('a')[0]).toMatchObject({ origin: 'read', right: true, label: { index: 0 } });
    setLabel(allPlaces()[0]!.photo.id, { index: 1, name: 'class 1' });
    expect(measures('a')).toEqual([]);
    tools.asked.length = 0;
    await measureBoard(tools);
    expect(measures('a')[0]).toMatchObject({ origin: 'said', right: false, falls: 0, trials: [] });
    expect(tools.asked).toEqual([]);
    expect(summarise('a', measures('a'), 4)).toMatchObject({ photos: 1, clean: 0, smallest: null });
  });

  it('a sample is of the class that it is drawn of, where the network has it', async () => {
    boardStore.setState({ photos: 'samples' });
    const tools = toyTools({ a: networkOfMargin(0.5) });
    const plain = await tools.load('a', new AbortController().signal);
    tools.load = async () => ({
      ...plain,
      classes: [
        { index: 0, name: 'church' },
        { index: 1, name: 'Golf ball' },
      ],
    });
    await measureBoard(tools);
    const byName = new Map(measures('a').map((measure) => [measure.made.photo, measure]));
    expect(byName.get('sample-church')).toMatchObject({ origin: 'known', right: true });
    expect(byName.get('sample-golf-ball')).toMatchObject({ origin: 'known', right: false });
    expect(byName.get('sample-tench')).toMatchObject({ origin: 'read' });
    expect(byName.size).toBe(16);
  });
});

describe('measuring many', () => {
  beforeEach(() => {
    emptyBoard(['a']);
    takePhotos([own('one.png'), own('two.png'), own('three.png')]);
  });

  it('a failure keeps to its photo; the others go on, and it is not tried again by itself', async () => {
    const tools = toyTools({ a: networkOfMargin(0.5) });
    tools.open = async ({ name }) => {
      if (name === 'two.png') throw new LabError('unsupported-image', 'It is no picture.', 'Choose another.');
      return greyPhoto();
    };
    await measureBoard(tools);
    expect(measures('a').length).toBe(2);
    expect(boardStore.getState().measuring).toMatchObject({ phase: 'done', finished: 3, failed: 1 });
    const { photo } = allPlaces()[1]!;
    expect(boardStore.getState().cells[cellKey(photo.id, 'a')]).toMatchObject({ status: 'failed' });
    expect(allPlaces().every(isCurrent)).toBe(true);
    expect(leaving.held).toBe(0);
  });

  it('cancelled, it keeps what is done and goes on from there', async () => {
    const tools = toyTools({ a: networkOfMargin(0.5) });
    const first = new Set<unknown>();
    tools.before = ({ imageName }) => {
      first.add(imageName);
      if (imageName !== 'two.png') return;
      cancelMeasuring();
      throw abortError();
    };
    await measureBoard(tools);
    expect(boardStore.getState().measuring).toMatchObject({ phase: 'cancelled', finished: 1 });
    expect(Object.values(boardStore.getState().cells).map(({ status }) => status)).toEqual(['done']);
    tools.asked.length = 0;
    tools.before = () => undefined;
    await measureBoard(tools);
    expect(new Set(tools.asked.map(({ imageName }) => imageName))).toEqual(new Set(['two.png', 'three.png']));
    expect(measures('a').length).toBe(3);
  });

  it('other settings make it wait again; the former ones bring its measures back', async () => {
    await measureBoard(toyTools({ a: networkOfMargin(0.5) }));
    expect(allPlaces().every(isCurrent)).toBe(true);
    boardStore.setState({ epsilon: 8 });
    expect(allPlaces().some(isCurrent)).toBe(false);
    boardStore.setState({ epsilon: 4 });
    expect(allPlaces().every(isCurrent)).toBe(true);
    set({ seed: 5 });
    expect(allPlaces().some(isCurrent)).toBe(false);
  });

  it('tells what is left of the time once a photo is done', async () => {
    const left: (number | null)[] = [];
    const stop = boardStore.subscribe(({ measuring }, before) => {
      if (measuring && measuring.finished !== before.measuring?.finished) left.push(measuring.left);
    });
    await measureBoard(toyTools({ a: networkOfMargin(0.5) }));
    stop();
    expect(left[0]).toBeNull();
    expect(left[1]).toBeGreaterThan(0);
    expect(left[2]).toBeLessThan(left[1]!);
  });
});

it('a network that answers the same whatever the picture has no gradient, which is told of', async () => {
  emptyBoard(['a']);
  takePhotos([own('one.png')]);
  await measureBoard(toyTools({ a: constantNetwork(SIDE, [1, 0]) }));
  const [measure] = measures('a');
  expect(measure?.falls).toBeNull();
  expect(measure?.smallest).toBeNull();
  expect(measure?.trials.some(({ zeroGradient }) => zeroGradient)).toBe(true);
});
