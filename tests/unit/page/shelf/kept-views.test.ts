import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import type { NetworkInfo, RunResult } from '../../../../src/engine/protocol/protocol';
import { afterStore } from '../../../../src/features/fooling/after/store/after-store';
import { fooledNow } from '../../../../src/features/fooling/after/store/fooled';
import { mapsStore } from '../../../../src/features/fooling/after/store/maps-store';
import { shelveAfter } from '../../../../src/features/fooling/after/store/shelve-after';
import { SHELVED_AFTER } from '../../../../src/features/fooling/after/store/shelved-after';
import { smallestStore, subjectNow } from '../../../../src/features/fooling/after/store/smallest-store';
import { transferStore } from '../../../../src/features/fooling/after/store/transfer-store';
import { transformsStore } from '../../../../src/features/fooling/after/store/transforms-store';
import { meaningStore, showExample } from '../../../../src/features/fooling-meaning/store/meaning-store';
import { shelvePush } from '../../../../src/features/fooling-meaning/store/shelve-meaning';
import { SHELVED_MEANING } from '../../../../src/features/fooling-meaning/store/shelved-meaning';
import { layerMapStore } from '../../../../src/features/layer-map/layer-map-store';
import { shelveLayers } from '../../../../src/features/layer-map/shelve-layers';
import { SHELVED_LAYERS } from '../../../../src/features/layer-map/shelved-layers';
import { lowContrastStore, refreshLook } from '../../../../src/features/limits/store/low-contrast-store';
import { questionNow } from '../../../../src/features/limits/store/question';
import { shelveSweep } from '../../../../src/features/limits/store/shelve-limits';
import { SHELVED_LIMITS } from '../../../../src/features/limits/store/shelved-limits';
import { boardStore, cellKey } from '../../../../src/features/robustness/store/board-store';
import { allPlaces, isCurrent, requestOf } from '../../../../src/features/robustness/store/board-request';
import { shelveBoard } from '../../../../src/features/robustness/store/shelve-board';
import { SHELVED_BOARD } from '../../../../src/features/robustness/store/shelved-board';
import { shelveTraining } from '../../../../src/features/training-data/store/shelve-training';
import { SHELVED_TRAINING } from '../../../../src/features/training-data/store/shelved-training';
import { lookAtPhotos } from '../../../../src/features/training-data/store/prepare-photos';
import { trainingStore } from '../../../../src/features/training-data/store/training-store';
import { provideLab } from '../../../../src/page/lab';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { openedPhotos } from '../../../../src/page/photo/opened-photos';
import { holdStage } from '../../../../src/page/run/held-stage';
import { beginRun } from '../../../../src/page/run/run-store';
import { methodOf } from '../../../../src/page/settings/settings-schema';
import { set, settingsStore } from '../../../../src/page/settings/settings-store';
import { withMethods } from '../../../../src/page/shelf/plain-state';
import { provideShelf } from '../../../../src/page/shelf/shelf-here';
import { shelfStore } from '../../../../src/page/shelf/shelf-store';
import type { ShelvedWork } from '../../../../src/page/settings/views';
import { createShelf, type Shelf } from '../../../../src/shelf/shelf';
import { partLab } from '../../../../testing/part-lab';
import { shelfInMemory } from '../../../../testing/shelf-in-memory';
import { makeTestPhoto } from '../../../../testing/test-photo';
import { until } from '../../../../testing/toy-engine';

const SIDE = 8;
const CLASSES = ['beagle', 'church', 'tench'].map((name, index) => ({ name, index }));
const INFO = {
  ...{ id: 'toy', title: 'Toy', size: [SIDE, SIDE], classes: CLASSES, weightsHash: 'w', parameters: 1 },
  ...{ output: { kind: 'softmax' }, preprocessing: {} },
} as unknown as NetworkInfo;
const logits = Float32Array.of(3, 1, 0);
const READ = {
  kind: 'softmax' as const,
  logits,
  probabilities: Float32Array.of(0.8, 0.15, 0.05),
  top: CLASSES.map(({ name, index }) => ({ name, index, logit: logits[index]!, probability: 0.3 })),
};
const photo = makeTestPhoto(1, SIDE, SIDE);
const other = makeTestPhoto(2, SIDE, SIDE);

let shelf: Shelf;
/** What the engine was asked. */
let asked: string[] = [];
let takeAway: () => void;

function empty<T>(store: StoreApi<T>): void {
  store.setState(store.getInitialState(), true);
}

/** Another page: the same photo, in another array, and an engine that is to be asked nothing but what is read in it. */
function freshPage(): PixelImage {
  const fitted = makeTestPhoto(1, SIDE, SIDE);
  const stores = [layerMapStore, boardStore, trainingStore, meaningStore, lowContrastStore];
  for (const store of [...stores, smallestStore, transformsStore, mapsStore, transferStore] as never[])
    empty(store);
  beginRun('fooling');
  imageStore.setState({ fitted, fittedGrey: false });
  return fitted;
}

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 0));
  shelf = createShelf(shelfInMemory().tab());
  provideShelf(shelf);
  shelfStore.setState({ fault: null });
  asked = [];
  const ask = (what: string) => () => {
    asked.push(what);
    return { outcome: new Promise(() => undefined), send: () => undefined };
  };
  takeAway = provideLab(
    partLab({
      classify: async () => READ,
      run: ask('run'),
      thumbnails: ask('thumbnails'),
      load: ask('load'),
    }),
  );
  networkStore.setState({ info: INFO, rows: [], lastRead: {} });
  imageStore.setState({ fitted: photo, fittedGrey: false, photo: null });
  set({ seed: 5 });
});
afterEach(() => {
  takeAway();
  provideShelf(null);
  expect(asked).toEqual([]);
  expect(shelfStore.getState().fault).toBeNull();
});

/** The one card there is, and its work in another page; `restored` once it is there. */
async function brought(work: ShelvedWork) {
  await until(async () => (await shelf.list()).length === 1);
  const [card] = await shelf.list();
  const { made, photo: kept } = await shelf.open(card!.id);
  expect(card!.hasPictures).toBe(true);
  const fitted = freshPage();
  expect(kept?.fitted ?? null).toEqual(card!.photo === null ? null : fitted);
  work.restore(made?.kind === 'view' ? withMethods(made.state) : null, fitted);
  return { card: card!, fitted };
}

function attack(): RunResult {
  const method = methodOf(settingsStore.getState(), 'fooling');
  return {
    ...READ,
    ...{ pixels: other.data, input: photo.data, width: SIDE, height: SIDE, steps: 3, scalars: { l2: 2 } },
    timings: { totalMs: 1, stepMs: 1 },
    recipe: {
      ...{ version: 1, network: 'toy', method: method.id, params: {}, target: 1, targetName: 'church' },
      ...{ seed: 5, fit: 'squash', steps: 3 },
    },
  };
}

it('keeps what a fooled picture survives, and brings the attack back with it', async () => {
  const result = attack();
  beginRun('fooling', { phase: 'done', result, recipe: result.recipe, input: photo, target: 1 });
  const of = fooledNow()!;
  const reading = { best: { index: 0, name: 'beagle', probability: 0.8 }, target: 0.1, own: 0.8 };
  const pair = {
    photo: { ...reading, fools: false, isOwn: true },
    fooled: { ...reading, fools: true, isOwn: false },
  };
  transformsStore.setState({ of, untouched: pair, pairs: { 'jpeg 85': pair }, done: 1, total: 9 });
  shelveAfter('survival', { of, isWhole: false, runs: 1 });
  const { card } = await brought(SHELVED_AFTER);
  expect(card).toMatchObject({ exercise: 'fooling', view: 'after', phase: 'stopped', step: 1 });
  const now = fooledNow()!;
  expect(now).toEqual(of);
  expect(transformsStore.getState()).toMatchObject({
    pairs: { 'jpeg 85': pair },
    stopped: true,
    running: false,
  });
  expect(transformsStore.getState().of).toBe(now);
  expect(afterStore.getState().section).toBe('survival');
});

it('keeps what other networks read, and the maps, each of the picture that is asked about', async () => {
  const result = attack();
  beginRun('fooling', { phase: 'done', result, recipe: result.recipe, input: photo, target: 1 });
  const of = fooledNow()!;
  const read = { index: 0, name: 'beagle', probability: 0.5 };
  const answer = { before: read, after: read, target: 0.1, outcome: 'holds' as const };
  transferStore.setState({
    ...{ made: [of], asked: [{ id: 'two', title: 'Two' }], failures: { judge: 'No.' }, done: 1, total: 2 },
    answers: new Map([[of, { two: answer }]]),
  });
  shelveAfter('networks', { of, isWhole: true, runs: 1 });
  await brought(SHELVED_AFTER);
  const { answers, failures, asked: networks } = transferStore.getState();
  expect(answers.get(subjectNow()!)).toEqual({ two: answer });
  expect([failures, networks]).toEqual([{ judge: 'No.' }, [{ id: 'two', title: 'Two' }]]);
});

it('keeps what the layers make of the photo', async () => {
  const thumbnail = { channel: null, mean: 1, values: new Uint8ClampedArray(4).fill(9) };
  const layers = [{ layer: 0, width: 2, height: 2, thumbnails: [thumbnail] }];
  const names = [{ id: 'conv', title: 'conv', size: [2, 2], channels: 3 }] as never;
  layerMapStore.setState({ of: { photo, network: 'toy' }, names, layers, open: 0, channels: layers[0]! });
  shelveLayers();
  const { card, fitted } = await brought(SHELVED_LAYERS);
  expect(card).toMatchObject({ view: 'layers', step: 1, told: { title: { text: 'Layers' } } });
  expect(layerMapStore.getState()).toMatchObject({ names, layers, open: 0, channels: layers[0] });
  expect(layerMapStore.getState().of?.photo).toBe(fitted);
});

it('keeps the board with the person’s own photos, which have another place in another visit', async () => {
  const own = new File(['photo'], 'cat.png');
  openedPhotos.setState([{ id: 41, name: 'cat.png', source: own }], true);
  boardStore.setState({ photos: 'opened', networks: ['toy'], infos: { toy: INFO } });
  const [place] = allPlaces();
  const measure = {
    made: requestOf(place!.photo, 'toy'),
    ...{ label: { index: 0, name: 'beagle' }, origin: 'read' as const, clean: READ.top[0]! },
    ...{ right: true, trials: [], falls: 3, smallest: 2, ms: 7 },
  };
  boardStore.setState({ cells: { [cellKey('opened-41', 'toy')]: { status: 'done', measure } } });
  shelveBoard();
  await until(async () => (await shelf.list()).length === 1);
  openedPhotos.setState([{ id: 7, name: 'dog.png', source: new File(['d'], 'dog.png') }], true);
  const { card } = await brought(SHELVED_BOARD);
  expect(card).toMatchObject({
    view: 'robustness',
    phase: 'done',
    verdict: { values: { photos: 1, clean: 1 } },
  });
  expect(openedPhotos.getState().map(({ name }) => name)).toEqual(['dog.png', 'cat.png']);
  const measured = allPlaces().filter(isCurrent);
  expect(measured.map(({ photo: { name } }) => name)).toEqual(['cat.png']);
});

it('keeps fooled pictures and what training on them has done', async () => {
  const read = { index: 1, probability: 0.9 };
  const png = new Blob(['png']);
  const made = { ...attack().recipe, seed: 99 };
  const attempt = { photo: 0, target: 1, recipe: made, png, read, reached: true, l2: 3, linf: 1 };
  const of = { name: 'a.png', source: 'a.png', image: photo, read: { index: 0, probability: 1 }, label: 0 };
  const photos = [{ ...of, labelledBy: 'network' as const }];
  const kept = { subject: { network: INFO, key: 'k' }, photos, attempts: [attempt], planned: 2 };
  trainingStore.setState(kept);
  shelveTraining();
  // The view opens the photos by itself as it is shown; not those whose pictures are on their way from a card.
  const letGo = holdStage('fooling');
  await until(async () => (await shelf.list()).length === 1);
  trainingStore.setState(trainingStore.getInitialState(), true);
  const looked = lookAtPhotos();
  const { card } = await brought(SHELVED_TRAINING);
  letGo();
  await looked;
  // The page's own seed, from which those of the pictures follow.
  expect(card).toMatchObject({ view: 'training-data', phase: 'stopped', step: 1, recipe: { seed: 5 } });
  const { attempts, ...rest } = trainingStore.getState();
  expect(rest).toMatchObject({ photos, failures: [], planned: 2, subject: { key: 'k' }, work: null });
  expect(await attempts[0]!.png.text()).toBe('png');
});

it('keeps a push with what it means, and asks nothing where it is looked at again', async () => {
  const [from, to] = [READ.top[0]!, READ.top[1]!];
  const example = {
    network: 'toy',
    image: photo,
    from,
    to,
    gap: 2,
    slopes: new Float32Array(3 * SIDE * SIDE),
  };
  const numbers = {
    epsilon: 4,
    straight: 1,
    random: 0,
    measured: 1,
    aligned: [],
    scattered: [],
    inSteps: null,
  };
  const push = { ...numbers, picture: other, best: to };
  set({ targets: { ...settingsStore.getState().targets, fooling: 1 } });
  meaningStore.setState({ epsilon: 4 });
  shelvePush(example, push);
  const { card, fitted } = await brought(SHELVED_MEANING);
  expect(card).toMatchObject({
    view: 'fooling-meaning',
    verdict: { values: { epsilon: 4, read: 'church' } },
  });
  await showExample();
  expect(meaningStore.getState()).toMatchObject({
    example: { ...example, image: fitted },
    push,
    error: null,
  });
});

it('keeps a sweep of the photo’s maps with the maps above it, and asks nothing where it is looked at again', async () => {
  const question = questionNow()!;
  const frame = { step: 1, steps: 1, width: 1, height: 1, scalars: {}, attribution: Float32Array.of(1) };
  const map = {
    frame,
    image: photo,
    best: null,
    probability: 0.5,
    logit: 1,
    likeness: 1,
    objects: null,
    isRead: true,
  };
  const sweep = { of: 'contrast' as const, question, held: 0, looks: [map] };
  shelveSweep(sweep, { reference: map, now: map, nowAt: { contrast: 100, blur: 0 } });
  const { card, fitted } = await brought(SHELVED_LIMITS);
  expect(card).toMatchObject({ view: 'limits', phase: 'stopped' });
  await refreshLook();
  const { now, reference, sweep: back } = lowContrastStore.getState();
  expect(back?.question.image).toBe(fitted);
  expect([now, reference]).toEqual([map, map]);
});
