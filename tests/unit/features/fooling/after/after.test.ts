import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PixelImage } from '../../../../../src/core/pictures/pixel-image';
import { softmax, topK } from '../../../../../src/core/statistics/softmax';
import type { LabClient, RunHandle } from '../../../../../src/engine/page/lab-client';
import type { NetworkInfo, RunRequest, RunResult } from '../../../../../src/engine/protocol/protocol';
import { LabError } from '../../../../../src/core/records/lab-error';
import { type Fooled, fooledNow, fooledOf } from '../../../../../src/features/fooling/after/store/fooled';
import { readPicture, type ReadPair } from '../../../../../src/features/fooling/after/store/reading';
import {
  askOf,
  cancelSmallest,
  findSmallest,
  followAttack,
  smallestStore,
  subjectNow,
} from '../../../../../src/features/fooling/after/store/smallest-store';
import { byMakers, transferOutcome } from '../../../../../src/features/fooling/after/store/transfer-answers';
import {
  askEveryNetwork,
  followFooled,
  JUDGE,
  transferStore,
} from '../../../../../src/features/fooling/after/store/transfer-store';
import { smallestSentence } from '../../../../../src/features/fooling/after/view/after-words';
import { defencesSentence } from '../../../../../src/features/fooling/after/view/DefencesPanel';
import { METHODS, SMALLEST_CHANGE } from '../../../../../src/methods/catalog/catalog';
import { provideLab } from '../../../../../src/page/lab';
import { networkStore } from '../../../../../src/page/network/network-store';
import { patchRun } from '../../../../../src/page/run/run-store';
import { partLab } from '../../../../../testing/part-lab';

const NAMES = ['beagle', 'church', 'tench'];
const [BEAGLE, CHURCH] = [0, 1];
const ATTACK = METHODS.find(({ exercise }) => exercise === 'fooling')!;
const SIDE = 2;
/** A picture of one red. */
const picture = (red: number): PixelImage => ({
  width: SIDE,
  height: SIDE,
  data: Uint8ClampedArray.from({ length: 4 * SIDE * SIDE }, (_, i) => [red, 50, 50, 255][i % 4]!),
});

/** From 110 on a network reads a church, below a beagle; `shift` makes it see another red. */
function classified({ data }: PixelImage, shift = 0) {
  const logits = Float32Array.of((110 - shift - data[0]!) / 10, 0, -9);
  const probabilities = softmax(logits);
  const top = topK(probabilities, 3).map(({ index, value }) => ({
    index,
    name: NAMES[index]!,
    logit: logits[index]!,
    probability: value,
  }));
  return { kind: 'softmax' as const, logits, probabilities, top };
}

function attacked(red: number, method = ATTACK.id): RunResult {
  const image = picture(red);
  return {
    ...classified(image),
    ...{ pixels: image.data, input: picture(100).data, width: SIDE, height: SIDE, steps: 3, scalars: {} },
    timings: { totalMs: 1, stepMs: 1 },
    recipe: {
      ...{
        version: 1,
        network: 'one',
        method,
        params: { aim: 'towards' },
        target: CHURCH,
        targetName: 'church',
      },
      ...{ seed: 4, fit: 'squash', steps: 3, image: 'dog.png' },
    },
  };
}

let takeAway = (): void => undefined;
const give = (doors: Partial<Record<keyof LabClient, unknown>>): void => {
  takeAway = provideLab(partLab(doors));
};
beforeEach(() => patchRun('fooling', { result: null }));
afterEach(() => {
  cancelSmallest();
  takeAway();
});

describe('a picture that an attack ended with', () => {
  it('is the same object for the same result, and says whether it fools and how far it is from the photo', () => {
    const result = attacked(120);
    const fooled = fooledOf(result)!;
    expect(fooledOf(result)).toBe(fooled);
    expect(fooled).toMatchObject({ fools: true, targetName: 'church', aim: 'towards' });
    expect(fooled.distance).toMatchObject({ l2: 40, linf: 20, l0: 4 });
    expect(fooledOf(attacked(105))!.fools).toBe(false);
  });

  it('is none where the run was another exercise’s', () => {
    expect(fooledOf(attacked(120, METHODS[0]!.id))).toBeNull();
  });

  it('is read for the class aimed at and for the photo’s own', async () => {
    give({ classify: (_: string, image: PixelImage) => Promise.resolve(classified(image)) });
    const { signal } = new AbortController();
    const fooled = fooledOf(attacked(120))!;
    const photo = await readPicture(fooled, fooled.photo, null, signal);
    expect(photo).toMatchObject({ fools: false, isOwn: true, best: { name: 'beagle', index: BEAGLE } });
    const after = await readPicture(fooled, fooled.image, photo.best.index, signal);
    expect(after).toMatchObject({ fools: true, isOwn: false, best: { name: 'church' } });
    expect(after.target + after.own).toBeCloseTo(1, 3);
  });
});

describe('the smallest change', () => {
  /** A lab whose run waits to be let end. */
  function runs() {
    const asked: RunRequest[] = [];
    let end: (red: number) => void = () => undefined;
    give({
      run(request: RunRequest): RunHandle {
        asked.push(request);
        let cancel = (): void => undefined;
        const outcome = new Promise<Awaited<RunHandle['outcome']>>((resolve) => {
          end = (red) => resolve({ kind: 'done', result: attacked(red, SMALLEST_CHANGE.id) });
          cancel = () => resolve({ kind: 'cancelled' });
        });
        return { id: 1, outcome, send: ({ type }) => type === 'cancel' && cancel() };
      },
    });
    return { asked, end: (red: number) => end(red) };
  }

  it('goes on from the attack’s picture, and can then be asked about in its place', async () => {
    const { asked, end } = runs();
    patchRun('fooling', { result: attacked(120) });
    const attack = fooledNow()!;
    const search = findSmallest();
    end(111);
    await search;
    expect(asked[0]).toMatchObject({
      ...{ method: SMALLEST_CHANGE.id, network: 'one', target: CHURCH, seed: 4 },
      ...{ image: attack.photo, start: attack.image, params: { aim: 'towards' } },
    });
    const { found } = smallestStore.getState();
    expect(smallestSentence(attack, found!)).toContain(
      'The attack’s change is 40 grey levels long; one of 22 fools too, 55 % of it.',
    );
    // An attack on two networks: what is found is only known to fool the first.
    expect(smallestSentence(attack, found!, 'VGG16 slim')).toMatch(
      /The search aims at this network alone, not at VGG16 slim\.$/,
    );
    expect(subjectNow()).toBe(attack);
    askOf('smallest');
    expect(subjectNow()).toBe(found);
  });

  it('made on two networks stands in a row of its own', () => {
    const made = [120, 121, 122].map((red) => attacked(red));
    const { recipe, ...rest } = made[1]!;
    const both = { ...rest, recipe: { ...recipe, beside: { network: 'two' } } };
    const pictures = [made[0]!, both, made[2]!].map((result) => fooledOf(result)!);
    expect(byMakers(pictures)).toEqual([
      { networks: ['one'], pictures: [pictures[0], pictures[2]] },
      { networks: ['one', 'two'], pictures: [pictures[1]] },
    ]);
  });

  it('is forgotten where another attack has ended', async () => {
    const { end } = runs();
    const stop = followAttack();
    patchRun('fooling', { result: attacked(120) });
    const search = findSmallest();
    end(111);
    await search;
    patchRun('fooling', { result: attacked(130) });
    expect(smallestStore.getState().found).toBeNull();
    expect(subjectNow()).toBe(fooledNow());
    stop();
  });

  it('cancelled keeps nothing, and the attack’s picture stays', async () => {
    runs();
    patchRun('fooling', { result: attacked(120) });
    const search = findSmallest();
    cancelSmallest();
    await search;
    expect(smallestStore.getState()).toMatchObject({ found: null, running: false, error: null });
    expect(subjectNow()).toBe(fooledNow());
  });
});

describe('on other networks', () => {
  it.each([
    ['beagle', 'church', 'target'],
    ['beagle', 'tench', 'misled'],
    ['beagle', 'beagle', 'holds'],
    // MobileNet's package names a class by all its synonyms.
    ['beagle', 'church, church building', 'target'],
    ['church', 'church', 'holds'],
  ] as const)('a photo read as %s and a picture read as %s: %s', (before, after, outcome) => {
    const fooled = { aim: 'towards', targetName: 'church' } as const;
    expect(transferOutcome(before, after, fooled)).toBe(outcome);
  });

  it('counts nothing as the target where the attack led away from a class', () => {
    expect(transferOutcome('beagle', 'church', { aim: 'away', targetName: 'beagle' })).toBe('misled');
  });

  it('every network at hand is asked about every picture of the visit, and MobileNet’s absence is told', async () => {
    const infos = ['one', 'other'].map((id) => ({
      ...{ id, title: id, size: [SIDE, SIDE] },
      classes: NAMES.map((name, index) => ({ index, name })),
    })) as unknown as NetworkInfo[];
    networkStore.setState({
      rows: [
        ...infos.map(({ id }) => ({
          id,
          title: id,
          classes: 3,
          bundled: true,
          loaded: false,
          origin: 'served' as const,
        })),
        { id: 'far', title: 'far', classes: 3, bundled: false, loaded: false, origin: 'zoo', bytes: 9 },
      ],
    });
    const loads: string[] = [];
    give({
      load: ({ id }: { id: string }) => {
        loads.push(id);
        return Promise.resolve(infos.find((info) => info.id === id));
      },
      // The other network sees a picture 15 levels darker, and so is not fooled by 120.
      classify: (id: string, image: PixelImage) =>
        Promise.resolve(classified(image, id === 'other' ? -15 : 0)),
      judge: () =>
        Promise.reject(new LabError('download-failed', 'It could not be downloaded.', 'Try again.')),
    });
    const stop = followFooled();
    patchRun('fooling', { result: attacked(105) });
    patchRun('fooling', { result: attacked(120) });
    await askEveryNetwork();
    stop();
    expect(loads).toEqual(['one', 'other']);
    const { made, answers, failures, now } = transferStore.getState();
    // What does not fool is not kept.
    expect(made).toHaveLength(1);
    const given = answers.get(made[0] as Fooled)!;
    expect(given['one']).toMatchObject({ outcome: 'target', after: { name: 'church' } });
    expect(given['other']).toMatchObject({ outcome: 'holds', before: { name: 'beagle' } });
    expect(failures).toEqual({ [JUDGE.id]: 'It could not be downloaded.' });
    expect(now).toBeNull();
  });
});

describe('what is said of the defences', () => {
  const pair = (fooledIsOwn: boolean, photoIsOwn: boolean): ReadPair => {
    const reading = {
      best: { index: 0, name: 'beagle', probability: 0.9 },
      target: 0.1,
      own: 0.9,
      fools: false,
    };
    return { photo: { ...reading, isOwn: photoIsOwn }, fooled: { ...reading, isOwn: fooledIsOwn } };
  };

  it('counts those that give the class back, and those of them that cost nothing', () => {
    const pairs = [pair(true, true), pair(true, false), pair(false, true), null];
    expect(defencesSentence(pairs, pair(false, true))).toBe(
      'With 2 of 3 defences beagle comes back; with 1 of these the photo is read as beagle too.',
    );
    expect(defencesSentence([pair(false, true)], pair(false, true))).toContain(
      'With none of 1 defences beagle comes back.',
    );
    expect(defencesSentence([null], pair(false, true))).toBe('');
  });
});
