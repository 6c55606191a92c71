import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { neverAborted } from '../../../../src/core/records/abort';
import { trainingZip } from '../../../../src/features/training-data/export/training-zip';
import { cancelTraining, makeFooled } from '../../../../src/features/training-data/store/make-fooled';
import type { PictureFiles } from '../../../../src/features/training-data/store/picture-files';
import { takePhotos } from '../../../../src/features/training-data/store/take-photos';
import {
  fooledOnes,
  setLabel,
  setTraining,
  trainingStore,
} from '../../../../src/features/training-data/store/training-store';
import { tuneNetwork } from '../../../../src/features/training-data/store/tune-network';
import { provideLab } from '../../../../src/page/lab';
import { networkStore } from '../../../../src/page/network/network-store';
import { openedPhotos } from '../../../../src/page/photo/opened-photos';
import { set, setParam, settingsStore } from '../../../../src/page/settings/settings-store';
import { makeTestPhoto } from '../../../../testing/test-photo';
import { createToyPage } from '../../../../testing/toy-page';
import { sayWords } from '../../../../src/words/say';

const page = createToyPage();
provideLab(page.lab);

/** Photos drawn from the number in their name; files that hold bare bytes. */
const files: PictureFiles = {
  open: async (source, [height, width]) => makeTestPhoto(Number(source), width, height),
  write: async ({ data }) => new Blob([data]),
  read: async (png, [height, width]) => {
    return { width, height, data: new Uint8ClampedArray(await png.arrayBuffer()) };
  },
};

interface Manifest {
  readonly files: readonly {
    readonly file: string;
    readonly class_index: number;
    readonly read_index: number;
    readonly l2?: number;
    readonly linf?: number;
    readonly rounded_fooled?: number;
  }[];
  readonly folders: Readonly<Record<string, number>>;
  readonly image_folder: Readonly<Record<string, readonly { readonly folder: string }[]>>;
  readonly not_fooled: readonly unknown[];
}

const { getState } = trainingStore;
const photos = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ name: `IMG ${place + 1}.JPG`, source: String(place + 1) }));

beforeEach(async () => {
  await page.lab.ready;
  networkStore.setState({ info: await page.lab.load({ id: 'tiny' }) });
  openedPhotos.setState([], true);
  trainingStore.setState(trainingStore.getInitialState(), true);
  set({ seed: 3 });
  setParam('targeted-gradient', 'stepSize', 8);
  setParam('targeted-gradient', 'maxSteps', 6);
  takePhotos(photos(3));
  setTraining({ pictures: 4 });
});

describe('fooled pictures as training data', () => {
  it('are spread over the photos, each with another target, and follow from the seed', async () => {
    await makeFooled(files);
    const { attempts, photos: opened, planned, work, error } = getState();
    expect(error).toBeNull();
    expect([planned, attempts.length, work]).toEqual([4, 4, null]);
    expect(attempts.map(({ photo }) => photo)).toEqual([0, 1, 2, 0]);
    const pairs = attempts.map(({ photo, target }) => `${photo} ${target}`);
    expect(new Set(pairs).size).toBe(4);
    for (const { photo, target } of attempts) expect(target).not.toBe(opened[photo]!.label);
    expect(fooledOnes(opened, attempts).length).toBeGreaterThan(0);

    await makeFooled(files);
    const again = getState().attempts;
    expect(again.map(({ photo, target, recipe }) => [photo, target, recipe.seed])).toEqual(
      attempts.map(({ photo, target, recipe }) => [photo, target, recipe.seed]),
    );
  });

  it('fool by what is read in the decoded file, and by nothing else', async () => {
    await makeFooled(files);
    const { attempts, subject } = getState();
    for (const { png, read, target, reached } of attempts) {
      const saved = await files.read(png, subject!.network.size);
      const { top } = await page.lab.classify('tiny', saved, neverAborted());
      expect(read).toEqual({ index: top[0]!.index, probability: top[0]!.probability });
      expect(reached).toBe(read.index === target);
    }
    // A file that loses the change fools nobody, whatever the run says.
    openedPhotos.setState([], true);
    takePhotos(photos(1));
    await makeFooled({ ...files, read: async (_, size) => files.open('1', size) });
    expect(getState().attempts).toHaveLength(4);
    expect(fooledOnes(getState().photos, getState().attempts)).toEqual([]);
  });

  it('away from their class are one a photo, where chance plays no part', async () => {
    set({ methods: { ...settingsStore.getState().methods, fooling: 'fgsm' } });
    setParam('fgsm', 'aim', 'away');
    await makeFooled(files);
    const { attempts, photos: opened } = getState();
    expect(attempts).toHaveLength(3);
    for (const { photo, target, read, reached } of attempts) {
      expect(target).toBe(opened[photo]!.label);
      expect(reached).toBe(read.index !== target);
    }
    set({ methods: { ...settingsStore.getState().methods, fooling: 'targeted-gradient' } });
  });

  it('stay when the rest is cancelled, and a photo that cannot be opened says why', async () => {
    takePhotos([{ name: 'torn.png', source: 'torn' }]);
    const open: PictureFiles['open'] = async (source, size) => {
      if (source === 'torn') throw new Error('torn');
      return files.open(source, size);
    };
    const stop = trainingStore.subscribe(({ attempts }) => {
      if (attempts.length === 2) cancelTraining();
    });
    await makeFooled({ ...files, open });
    stop();
    expect(getState().attempts).toHaveLength(2);
    expect(getState().planned).toBe(4);
    expect(getState().work).toBeNull();
    expect(getState().failures).toMatchObject([{ name: 'torn.png', error: { message: 'torn' } }]);
  });
});

describe('their ZIP', () => {
  it('is laid out for ImageFolder, each picture under what it shows', async () => {
    await makeFooled(files);
    setLabel(0, 7);
    const { subject, photos: opened, attempts } = getState();
    const { network } = subject!;
    const zip = await trainingZip({ network, photos: opened, attempts }, files.write);
    const entries = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const names = Object.keys(entries);
    const text = (name: string): string => new TextDecoder().decode(entries[name]);

    expect(names.filter((name) => name.startsWith('clean/'))).toContain('clean/class-7/img-1.png');
    const fooled = fooledOnes(opened, attempts);
    expect(names.filter((name) => name.startsWith('fooled/'))).toHaveLength(fooled.length);
    for (const name of names.filter((entry) => entry.endsWith('.png')))
      expect(name).toMatch(/^(?:clean\/class-\d\/img-\d|fooled\/class-\d\/img-\d-as-class-\d)\.png$/);
    // The very bytes that were read again.
    const [first] = fooled;
    const path = names.find((name) => name.startsWith('fooled/'))!;
    expect(entries[path]).toEqual(new Uint8Array(await first!.attempt.png.arrayBuffer()));

    const manifest = JSON.parse(text('manifest.json')) as Manifest;
    expect(manifest.files.map(({ file }) => file)).toEqual(names.filter((name) => name.endsWith('.png')));
    for (const row of manifest.files) {
      expect(row.file.split('/')[1]).toBe(`class-${row.class_index}`);
      expect(manifest.folders[row.file.split('/')[1]!]).toBe(row.class_index);
      if (row.rounded_fooled === undefined) continue;
      expect(row.rounded_fooled).toBe(1);
      expect(row.file).toContain(`-as-class-${row.read_index}`);
      expect(row).toMatchObject({ method: 'targeted-gradient', network: 'tiny', weights: 'hash' });
      expect(row.l2).toBeGreaterThanOrEqual(row.linf!);
    }
    for (const root of ['clean', 'fooled']) {
      const folders = new Set(
        names.flatMap((name) => (name.startsWith(`${root}/`) ? [name.split('/')[1]] : [])),
      );
      const listed = manifest.image_folder[root]!.map(({ folder }) => folder);
      expect(listed).toEqual([...folders].toSorted());
    }
    expect(manifest.not_fooled).toHaveLength(attempts.length - fooled.length);
    expect(text('manifest.csv').trim().split('\r\n')).toHaveLength(1 + manifest.files.length);
    expect(text('README.txt')).toContain('datasets.ImageFolder("fooled", transforms.ToTensor())');
  });
});

describe('a network tuned on them', () => {
  it('is judged on photos learnt from and held out, on old pictures and on new ones', async () => {
    takePhotos(photos(6));
    setTraining({ pictures: 8, epochs: 60, learningRate: 0.05, weightDecay: 0 });
    await makeFooled(files);
    await tuneNetwork(files);
    const { tuned: result, error, photos: opened, attempts } = getState();
    expect(error).toBeNull();
    const { tuned, learnt, heldOut, losses, photos: counted } = result!;
    expect(tuned.id).toBe('tiny-tuned');
    expect(tuned.title).toBe('Tiny network, tuned');
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
    expect(counted).toEqual({ learnt: 4, heldOut: 2, ownReading: 6, onePerClass: false });

    const fooled = fooledOnes(opened, attempts).length;
    expect(learnt.before.fooled.of + heldOut.before.fooled.of).toBe(fooled);
    expect(learnt.before.anew.of + heldOut.before.anew.of).toBe(8);
    // Its own readings are its labels: right before, by definition, and the fooled ones wrong.
    expect(learnt.before.clean).toEqual({ right: 4, of: 4 });
    expect([learnt.before.fooled.right, heldOut.before.fooled.right]).toEqual([0, 0]);
    expect(learnt.after.fooled.right).toBeGreaterThan(0);
    // The tuned network is a network of the visit, and reads what was counted.
    let right = 0;
    for (const photo of opened) {
      const { top } = await page.lab.classify('tiny-tuned', photo.image, neverAborted());
      if (top[0]!.index === photo.label) right++;
    }
    expect(right).toBe(learnt.after.clean.right + heldOut.after.clean.right);
    expect(page.lab.own().map(({ id }) => id)).toContain('tiny-tuned');
  });

  it('takes two photos at least', async () => {
    openedPhotos.setState([], true);
    takePhotos(photos(1));
    await makeFooled(files);
    await tuneNetwork(files);
    expect(getState().tuned).toBeNull();
    expect(sayWords(getState().error?.message ?? '')).toMatch(/too few fooled pictures/);
  });
});
