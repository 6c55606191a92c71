import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../../src/core/records/recipe';
import type { RunOutcome, RunRequest, RunResult } from '../../../../src/engine/protocol/protocol';
import {
  dropTwinRun,
  NO_TWIN_RUN,
  runOnTwin,
  twinRunStore,
} from '../../../../src/features/visualisation/twin/twin-run-store';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { provideLab } from '../../../../src/page/lab';
import { partLab } from '../../../../testing/part-lab';

const METHOD = METHODS.find(({ exercise }) => exercise === 'visualization')!;
const TWIN = {
  id: 'robust',
  title: 'Robust',
  classes: 2,
  bundled: true,
  loaded: false,
  origin: 'served',
} as const;
const RECIPE: Recipe = {
  version: 1,
  network: 'standard',
  method: METHOD.id,
  params: { ...defaultParams(METHOD.params), iterations: 30 },
  changes: [{ step: 4, params: { stepSize: 7 } }],
  target: 0,
  targetName: 'flamingo',
  seed: 9,
  fit: 'squash',
  steps: 12,
  stopped: true,
};
const RESULT = { recipe: RECIPE } as unknown as RunResult;

let requests: RunRequest[] = [];
let end: (outcome: RunOutcome) => void = () => undefined;
let sent: string[] = [];
let stop: () => void = () => undefined;

beforeEach(() => {
  [requests, sent] = [[], []];
  twinRunStore.setState(NO_TWIN_RUN);
  stop = provideLab(
    partLab({
      load: () =>
        Promise.resolve({
          size: [2, 2],
          classes: ['tench', 'flamingo'].map((name, index) => ({ name, index })),
        }),
      run(request: RunRequest) {
        requests.push(request);
        return {
          outcome: new Promise<RunOutcome>((resolve) => (end = resolve)),
          send: ({ type }: { type: string }) => {
            sent.push(type);
            end({ kind: 'cancelled' });
          },
        };
      },
    }),
  );
});
afterEach(() => stop());

const turns = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe('a visualisation on the network’s twin', () => {
  it('is the same request: class by name, parameters, what was moved, seed, and where it was stopped', async () => {
    const { signal } = new AbortController();
    const done = runOnTwin({ result: RESULT, input: null, signal }, TWIN);
    await turns();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      network: 'robust',
      method: METHOD.id,
      target: 1,
      seed: 9,
      params: RECIPE.params,
      changes: RECIPE.changes,
      stopAfter: 12,
      image: null,
    });
    const result = { steps: 12 } as RunResult;
    end({ kind: 'done', result });
    await done;
    expect(twinRunStore.getState()).toMatchObject({ of: signal, result, running: false, error: null });
  });

  it('goes with the run that it stands beside, and with a second press', async () => {
    const run = new AbortController();
    const first = runOnTwin({ result: RESULT, input: null, signal: run.signal }, TWIN);
    await turns();
    run.abort();
    await first;
    expect(sent).toEqual(['cancel']);
    const second = runOnTwin({ result: RESULT, input: null, signal: new AbortController().signal }, TWIN);
    await turns();
    dropTwinRun();
    await second;
    expect(sent).toEqual(['cancel', 'cancel']);
    expect(twinRunStore.getState()).toEqual(NO_TWIN_RUN);
  });

  it('says where the twin does not know the class', async () => {
    const strange = { recipe: { ...RECIPE, targetName: 'unicorn' } } as unknown as RunResult;
    await runOnTwin({ result: strange, input: null, signal: new AbortController().signal }, TWIN);
    expect(twinRunStore.getState()).toMatchObject({ running: false, error: { code: 'bad-parameter' } });
    expect(requests).toEqual([]);
  });
});
