import { expect, it } from 'vitest';
import type { Frame } from '../../../src/core/frame';
import { startClientRun } from '../../../src/engine/client-run';
import type { RunOutcome, RunRequest } from '../../../src/engine/protocol';
import type { EngineLife } from '../../../src/engine/living-engine';
import type { Supervisor } from '../../../src/engine/supervisor';

const frame: Frame = { step: 1, steps: 1, width: 1, height: 1, scalars: {} };
const request: RunRequest = {
  network: 'toy',
  method: 'vanilla-gradient',
  image: null,
  target: 0,
  params: {},
  seed: 0,
  fit: 'squash',
  frameEvery: 0,
};

it('shows the last frame of a run that was done before its cancel arrived', async () => {
  let finish: (outcome: RunOutcome) => void = () => undefined;
  const api = {
    run: () => new Promise<RunOutcome>((resolve) => (finish = resolve)),
    command: async () => undefined,
  };
  const life = { api, gone: new Promise<never>(() => undefined) } as unknown as EngineLife;
  const supervisor: Pick<Supervisor, 'life' | 'replaceStuck'> = {
    life: async () => life,
    replaceStuck: () => undefined,
  };
  const shown: Frame[] = [];
  const run = startClientRun(supervisor, 1, request, (given) => shown.push(given), Promise.resolve());
  await new Promise((resolve) => setTimeout(resolve));
  run.send({ type: 'cancel' });
  finish({ kind: 'done', result: {} as never, last: { frame, order: 1 } });
  expect((await run.outcome).kind).toBe('done');
  expect(shown).toEqual([frame]);
});
