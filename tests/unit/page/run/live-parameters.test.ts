import { beforeEach, describe, expect, it } from 'vitest';
import { lastParams } from '../../../../src/core/records/recipe';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { toyImage } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';
import { provideLab } from '../../../../src/page/lab';
import { startReactions } from '../../../../src/page/reactions';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { handles, runStore } from '../../../../src/page/run/run-store';
import { startRun } from '../../../../src/page/run/start-run';
import { classifyPhoto } from '../../../../src/page/network/classification-store';
import { setMethod, setParam, set, settingsStore } from '../../../../src/page/settings/settings-store';

const page = createToyPage();
provideLab(page.lab);

const view = () => runStore.getState().saliency;
/** Resolves once no run is under way any more, however slow the machine. */
async function ended(): Promise<void> {
  while (handles.has('saliency')) {
    await handles.get('saliency')?.outcome;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
/** Does something as soon as the run under way has a frame of which that holds. */
function when(holds: (step: number, steps: number) => boolean, act: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = runStore.subscribe(({ saliency: { phase, step, steps } }) => {
      if (phase !== 'running' || steps === 0 || !holds(step, steps)) return;
      stop();
      act();
      resolve();
    });
  });
}
const other: Readonly<Record<string, readonly [key: string, value: string | number, passes: string]>> = {
  'smooth-grad': ['average', 'squares', 'samples'],
  rise: ['weighting', 'paper', 'masks'],
};

beforeEach(async () => {
  await page.lab.ready;
  networkStore.setState({ info: await page.info(), rows: page.lab.networks() });
  const data = toyImage().data.map((_, i) => (i % 4 === 3 ? 255 : (i * 37) % 251));
  imageStore.setState({ fitted: { width: 32, height: 32, data }, fittedAs: 'squash' });
  settingsStore.setState(settingsStore.getInitialState(), true);
  set({ frameEvery: 1, seed: 7 });
  await classifyPhoto();
});

describe('a live parameter of a saliency method that draws its map', () => {
  it.each(Object.entries(other))(
    'acts on the run of %s that is under way',
    async (id, [key, value, passes]) => {
      setMethod('saliency', id);
      setParam(id, passes, 12);
      setParam(id, 'batch', 1);
      setParam(id, key, value);
      await startRun('saliency');
      const begunSo = view().result!;
      setParam(id, key, METHODS.find((method) => method.id === id)!.params[key]!.default);
      const stop = startReactions((thrown) => {
        throw thrown;
      });
      let signal: AbortSignal | null = null;
      const moved = when(
        (step) => step >= 2,
        () => {
          ({ signal } = view());
          setParam(id, key, value);
        },
      );
      void startRun('saliency');
      await moved;
      await ended();
      stop();
      expect(view().signal).toBe(signal);
      expect(view().recipe?.changes).toEqual([
        { step: expect.any(Number) as number, params: { [key]: value } },
      ]);
      expect(view().result?.attribution).toEqual(begunSo.attribution);
    },
  );

  it('is made up for where it comes after the last step', async () => {
    setMethod('saliency', 'smooth-grad');
    setParam('smooth-grad', 'samples', 4);
    const stop = startReactions((thrown) => {
      throw thrown;
    });
    const moved = when(
      (step, steps) => step === steps,
      () => setParam('smooth-grad', 'average', 'squares'),
    );
    void startRun('saliency');
    await moved;
    await ended();
    stop();
    expect(view().phase).toBe('done');
    expect(lastParams(view().recipe!)['average']).toBe('squares');
  });

  it('is told from one that takes a new run', async () => {
    setMethod('saliency', 'smooth-grad');
    setParam('smooth-grad', 'samples', 12);
    setParam('smooth-grad', 'batch', 1);
    const stop = startReactions((thrown) => {
      throw thrown;
    });
    const begun = new Set<AbortSignal>();
    const stopCounting = runStore.subscribe(({ saliency }) => begun.add(saliency.signal));
    const moved = when(
      (step) => step >= 2,
      () => setParam('smooth-grad', 'noise', 30),
    );
    void startRun('saliency');
    await moved;
    await ended();
    stop();
    stopCounting();
    expect(begun.size).toBe(2);
    expect(view().recipe?.params['noise']).toBe(30);
  });
});
