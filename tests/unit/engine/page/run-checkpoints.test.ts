import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import type { FilmFrame, RunHistory } from '../../../../src/core/records/run-history';
import type { Recipe } from '../../../../src/core/records/recipe';
import { createRunCheckpoints } from '../../../../src/engine/page/run-checkpoints';
import type { RunStanding } from '../../../../src/engine/protocol/run-standing';
import type { RunResult } from '../../../../src/engine/protocol/protocol';
import { createAutomation } from '../../../../src/automation/automation';
import { CLASS_VISUALISATION } from '../../../../src/methods/visualisation/class-visualisation.params';
import { checkpointsInMemory, checkpointStorage } from '../../../../testing/checkpoints-in-memory';
import { toyRequest, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const recipe: Recipe = {
  version: 1,
  network: 'tiny',
  method: CLASS_VISUALISATION.id,
  params: {},
  target: 3,
  seed: 1,
  fit: 'squash',
};
const standing = (steps: number): RunStanding => ({
  state: {
    step: steps,
    variable: { shape: [1], values: Float32Array.of(steps) },
    memory: [],
    random: { words: [1, 2, 3, 4], spare: null },
  },
  recipe: { ...recipe, steps },
  isOver: false,
  planned: [],
});

describe('checkpoints', () => {
  it('keeps the last of each run alone, the newest first, and forgets what is discarded', async () => {
    const checkpoints = checkpointsInMemory();
    await checkpoints.keep('a', toyRequest(), standing(5));
    await checkpoints.keep('b', toyRequest(), standing(7));
    await checkpoints.keep('a', toyRequest(), standing(9));
    expect((await checkpoints.list()).map(({ id, recipe: { steps } }) => [id, steps])).toEqual([
      ['a', 9],
      ['b', 7],
    ]);
    const { from, target } = await checkpoints.request('a');
    expect(from?.state.variable.values).toEqual(Float32Array.of(9));
    expect(target).toBe(3);
    await checkpoints.discard('a');
    expect(await checkpoints.list()).toMatchObject([{ id: 'b' }]);
    await expect(checkpoints.request('a')).rejects.toMatchObject({ code: 'bad-recipe' });
  });

  it('keeps the curve and the film beside it: each frame is written once, and what it thins is forgotten', async () => {
    const written: string[] = [];
    const { entries, storage } = checkpointStorage();
    const checkpoints = createRunCheckpoints({
      ...storage,
      async setMany(given) {
        written.push(...given.map(([key]) => key));
        await storage.setMany(given);
      },
    });
    const frame = (step: number, side = 2): FilmFrame => ({
      frame: {
        ...{ step, steps: 900, width: side, height: side, scalars: {} },
        pixels: new Uint8ClampedArray(4 * side * side).fill(step % 256),
      },
      place: step,
    });
    const history = (steps: readonly number[], side?: number): RunHistory => ({
      read: { index: 3, kind: 'softmax' },
      points: steps.map((step) => ({
        ...{ step, logit: step / 3, probability: 0.5, rivalProbability: 0.25 },
        ...{ beforeProbability: Number.NaN, length: 9 },
      })),
      film: { frames: steps.map((step) => frame(step, side)), seen: 70, stride: 2 },
    });
    await checkpoints.keep('a', toyRequest(), standing(4), history([0, 2, 4]));
    expect(await checkpoints.history('a')).toEqual(history([0, 2, 4]));
    await checkpoints.keep('a', toyRequest(), standing(8), history([0, 4, 8]));
    expect(await checkpoints.history('a')).toEqual(history([0, 4, 8]));
    expect(written.filter((key) => key.startsWith('frame'))).toEqual(
      [0, 2, 4, 8].map((step) => `frame a ${step}`),
    );
    // Six megabytes each, of which there is room for two: the milestone among them, and the newest.
    await checkpoints.keep('b', toyRequest(), standing(400), history([0, 300, 350, 400], 1200));
    const large = await checkpoints.history('b');
    expect(large.film.frames.map(({ frame: { step } }) => step)).toEqual([300, 400]);
    expect(large.points).toHaveLength(4);
    await checkpoints.discard('a');
    expect([...entries.keys()].filter((key) => key.split(' ')[1] === 'a')).toEqual([]);
  });

  it('offers no run that goes on, here or in a tab that lives', async () => {
    const living = ['one', 'two'];
    const gone = new Map<string, () => void>();
    const { storage } = checkpointStorage({
      owner: async () => 'one',
      living: async () => living,
      whenGone: (owner, listener) => void gone.set(owner, listener),
    });
    const here = createRunCheckpoints(storage);
    const there = createRunCheckpoints({ ...storage, owner: async () => 'two' });
    const letGo = here.hold('a');
    await here.keep('a', toyRequest(), standing(5));
    expect([await here.list(), await there.list()]).toEqual([[], []]);
    letGo();
    expect(await here.list()).toMatchObject([{ id: 'a' }]);
    let changes = 0;
    there.onChange(() => (changes += 1));
    living.shift();
    gone.get('one')!();
    expect(changes).toBe(1);
    expect(await there.list()).toMatchObject([{ id: 'a' }]);
  });

  it('has older runs make room, none that goes on, and says so where there is none', async () => {
    let room = 2;
    const { entries, storage } = checkpointStorage();
    const checkpoints = createRunCheckpoints({
      ...storage,
      async setMany(given) {
        if (new Set([...entries.keys(), ...given.map(([key]) => key)]).size > 3 * room)
          throw new DOMException('Full', 'QuotaExceededError');
        await storage.setMany(given);
      },
    });
    await checkpoints.keep('old', toyRequest(), standing(1));
    await checkpoints.keep('going', toyRequest(), standing(2));
    checkpoints.hold('going');
    await checkpoints.keep('new', toyRequest(), standing(3));
    expect((await checkpoints.list()).map(({ id }) => id)).toEqual(['new']);
    expect(entries.has('about going')).toBe(true);
    room = 0;
    await expect(checkpoints.keep('newest', toyRequest(), standing(4))).rejects.toMatchObject({
      code: 'storage-full',
    });
  });
});

describe('a run of a page that is left', () => {
  const params = { preset: 'rdfia', iterations: 12 };
  const request = { network: 'tiny', method: CLASS_VISUALISATION.id, target: 3, params, seed: 5 };
  const { storage } = checkpointStorage();
  const lab = (owner: string, living: readonly string[]) => {
    const page = createToyPage(
      createRunCheckpoints({ ...storage, owner: async () => owner, living: async () => living }),
    );
    return { page, lucarne: createAutomation(page.lab) };
  };
  const bytes = ({ pixels, input, scalars, recipe: made }: RunResult) => [
    [...pixels],
    [...input],
    scalars,
    made,
  ];

  it('is gone on with in the next, to the last bit, and is forgotten once it has ended', async () => {
    const first = lab('first', ['first']);
    const straight = await first.lucarne.run(request);
    expect(await first.lucarne.checkpoints()).toEqual([]);

    // Hidden, as before it is closed; then nothing more is heard of it.
    const left = new AbortController();
    let steps = 0;
    void first.lucarne
      .run(request, {
        frameEvery: 1,
        signal: left.signal,
        onFrame({ step }) {
          steps = step;
          if (step === 7) first.page.messages.hide();
          return step < 9 ? undefined : new Promise(() => undefined);
        },
      })
      .catch(() => undefined);
    await until(() => steps >= 9);

    const second = lab('second', ['second']);
    const [kept, ...more] = await second.lucarne.checkpoints();
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ method: CLASS_VISUALISATION.id, network: 'tiny', target: 3, steps: 12 });
    expect(kept!.step).toBeGreaterThanOrEqual(7);
    expect(kept!.step).toBeLessThan(12);
    const shown: number[] = [];
    const rest = await second.lucarne.resume(kept!.id, {
      onFrame: ({ step }) => shown.push(step),
      frameEvery: 1,
    });
    expect(shown[0]).toBe(kept!.step);
    expect(bytes(rest)).toEqual(bytes(straight));
    await until(async () => (await second.lucarne.checkpoints()).length === 0);
    await expect(second.lucarne.resume(kept!.id)).rejects.toBeInstanceOf(LabError);
  });
});
