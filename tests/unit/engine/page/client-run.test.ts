import { expect, it } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { startClientRun } from '../../../../src/engine/page/client-run';
import type { EngineApi } from '../../../../src/engine/protocol/engine-api';
import type { RunOutcome, RunRequest } from '../../../../src/engine/protocol/protocol';
import { createLife } from '../../../../src/engine/page/living-engine';
import type { Supervisor } from '../../../../src/engine/page/supervisor';

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
  const gone = new Promise<never>(() => undefined);
  const life = createLife(api as unknown as EngineApi, gone, () => undefined);
  const supervisor: Pick<Supervisor, 'life'> = { life: async () => life };
  const shown: Frame[] = [];
  const run = startClientRun(supervisor, 1, request, (given) => shown.push(given), Promise.resolve());
  await new Promise((resolve) => setTimeout(resolve));
  run.send({ type: 'cancel' });
  finish({ kind: 'done', result: {} as never, last: { frame, order: 1 } });
  expect((await run.outcome).kind).toBe('done');
  expect(shown).toEqual([frame]);
});
