import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  Classification,
  NetworkInfo,
  NetworkRow,
  RunRequest,
} from '../../../../src/engine/protocol/protocol';
import { provideLab } from '../../../../src/page/lab';
import { adoptNetwork, networkStore } from '../../../../src/page/network/network-store';
import { classificationStore } from '../../../../src/page/network/classification-store';
import { imageStore, type Photo } from '../../../../src/page/photo/image-store';
import { startReactions } from '../../../../src/page/reactions';
import { openTwin } from '../../../../src/page/run/open-twin';
import { beginRun, handles, runStore } from '../../../../src/page/run/run-store';
import { startRun } from '../../../../src/page/run/start-run';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { set, setParam, settingsStore, setTarget } from '../../../../src/page/settings/settings-store';
import { partLab } from '../../../../testing/part-lab';

// There is no canvas here to fit a photo on: each fitting is a picture of its own, as on the page.
vi.mock('../../../../src/photo/picture-fit', () => ({
  fitBitmap: async () => ({ width: 4, height: 4, data: new Uint8ClampedArray(64) }),
}));

const NAMES = ['tench', 'church', 'golf ball'];
const network = (id: string): NetworkInfo => ({
  id,
  title: id,
  size: [4, 4],
  preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
  classes: NAMES.map((name, index) => ({ index, name })),
  weightsHash: id,
  parameters: 1,
  output: { kind: 'softmax' },
});
const row = (id: string): NetworkRow => ({
  id,
  title: id,
  classes: 3,
  bundled: true,
  loaded: true,
  origin: 'served',
});
const photo: Photo = {
  name: 'photo',
  width: 4,
  height: 4,
  bitmap: { width: 4, height: 4, close: () => undefined },
};

/** The class each network reads in the photo. */
const seen: Record<string, number> = {};
const asked: RunRequest[] = [];
const loads: { fails: boolean } = { fails: false };
const reading = (network: string): Classification => ({
  kind: 'softmax',
  logits: new Float32Array(3),
  probabilities: new Float32Array(3),
  top: [seen[network]!, (seen[network]! + 1) % 3, (seen[network]! + 2) % 3].map((index) => ({
    index,
    name: NAMES[index]!,
    logit: 0,
    probability: 0,
  })),
});

provideLab(
  partLab({
    load: async ({ id }: { id: string }) => {
      if (loads.fails) throw new Error('lost');
      return network(id);
    },
    classify: async (id: string) => reading(id),
    run: (request: RunRequest) => {
      asked.push(request);
      return { send: () => undefined, outcome: Promise.resolve({ kind: 'cancelled' }) };
    },
  }),
);

vi.stubGlobal('requestAnimationFrame', () => 0);
const told: unknown[] = [];
let stop: () => void;
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeAll(() => {
  stop = startReactions((thrown) => told.push(thrown));
});
afterAll(() => stop());
beforeEach(async () => {
  Object.assign(seen, { plain: 0, firm: 0 });
  loads.fails = false;
  settingsStore.setState({ ...DEFAULT_SETTINGS, seed: 7 }, true);
  networkStore.setState({ info: null, rows: [row('plain'), row('firm')], error: null });
  for (const exercise of ['saliency', 'fooling', 'visualization'] as const) beginRun(exercise);
  handles.clear();
  runStore.setState({ active: null });
  classificationStore.setState({ classification: null });
  imageStore.setState({ photo, fitted: null });
  adoptNetwork(network('plain'));
  await later();
  asked.length = 0;
  told.length = 0;
});

describe('a network’s twin', () => {
  it('draws the map of the same photo, class and seed at once', async () => {
    setTarget('saliency', 1);
    await later();
    asked.length = 0;
    await openTwin(row('firm'));
    await later();
    expect(asked).toMatchObject([{ network: 'firm', target: 1, seed: 7 }]);
    expect(asked[0]!.image).toBe(imageStore.getState().fitted);
    expect(settingsStore.getState().targets.saliency).toBe(1);
  });

  it.each(['fooling', 'visualization'] as const)(
    'makes again what %s has made, with the same settings and seed',
    async (exercise) => {
      set({ exercise });
      setParam(exercise === 'fooling' ? 'targeted-gradient' : 'class-visualization', 'stepSize', 0.25);
      await startRun(exercise);
      runStore.setState((state) => ({ [exercise]: { ...state[exercise], phase: 'done' } }));
      const [first] = asked.splice(0);
      await openTwin(row('firm'));
      await later();
      expect(asked).toHaveLength(1);
      const { network: name, image, ...rest } = asked[0]!;
      const { network: _, image: before, ...same } = first!;
      expect(name).toBe('firm');
      expect(rest).toEqual(same);
      expect(image === null).toBe(before === null);
    },
  );

  it('makes nothing that nobody has begun', async () => {
    set({ exercise: 'fooling' });
    await openTwin(row('firm'));
    await later();
    expect(asked).toEqual([]);
    expect(networkStore.getState().info?.id).toBe('firm');
  });

  it('keeps the class of a photo that it reads otherwise, and follows what it sees where that is the same', async () => {
    seen['firm'] = 2;
    await openTwin(row('firm'));
    expect(settingsStore.getState().targets.saliency).toBe(0);
    seen['plain'] = 0;
    await openTwin(row('plain'));
    setTarget('saliency', null);
    seen['firm'] = 0;
    await openTwin(row('firm'));
    expect(settingsStore.getState().targets.saliency).toBeNull();
  });

  it('leaves everything as it was where it does not load', async () => {
    loads.fails = true;
    await openTwin(row('firm'));
    await later();
    expect(networkStore.getState().info?.id).toBe('plain');
    expect(settingsStore.getState().targets.saliency).toBeNull();
    expect(told).toHaveLength(1);
  });
});
