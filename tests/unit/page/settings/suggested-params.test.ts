import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NetworkInfo } from '../../../../src/engine/protocol/protocol';
import { methodsFor } from '../../../../src/page/settings/settings-schema';
import { applyPreset, paramsOf, setParam, settingsStore } from '../../../../src/page/settings/settings-store';
import { adoptSuggested, suggestedPreset } from '../../../../src/page/settings/suggested-params';

const [method] = methodsFor('visualization');
const { id, params } = method;
const network = (suggested?: NetworkInfo['suggested'], side = 224): NetworkInfo => ({
  id: 'n',
  title: 'N',
  size: [side, side],
  preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
  classes: [],
  output: { kind: 'softmax' },
  weightsHash: '',
  parameters: 1,
  ...(suggested ? { suggested } : {}),
});
const small = network({ lambda: 1e-4, stepSize: 50 });
const large = network();
const now = () => paramsOf(settingsStore.getState(), 'visualization');

describe("a network's own numbers", () => {
  beforeEach(() => {
    applyPreset(id, {});
  });

  it('replace the defaults, and the defaults come back with a network that suggests none', () => {
    adoptSuggested(null, small);
    expect(now()).toEqual({ ...defaultParams(params), lambda: 1e-4, stepSize: 50 });
    adoptSuggested(small, large);
    expect(now()).toEqual(defaultParams(params));
  });

  it("leave a person's own numbers alone", () => {
    setParam(id, 'stepSize', 7);
    adoptSuggested(null, small);
    expect(now().stepSize).toBe(7);
  });

  it('are no preset of a method that lacks one of them', () => {
    expect(suggestedPreset(methodsFor('fooling')[0], small)).toBeNull();
    expect(suggestedPreset(methodsFor('saliency')[0], small)).toBeNull();
  });

  it('are lengths in pixels where its pictures are small, of every method that has such', () => {
    const digits = network(undefined, 28);
    adoptSuggested(null, digits);
    const { params: given } = settingsStore.getState();
    expect(given['occlusion']).toMatchObject({ patch: 4, stride: 2 });
    expect(given[id]).toMatchObject({ jitter: 2, blurSigma: 0.5, stepSize: 5 });
    expect(JSON.stringify(suggestedPreset(method, digits)?.about)).toContain('are small');
    setParam('occlusion', 'patch', 7);
    adoptSuggested(digits, large);
    expect(settingsStore.getState().params['occlusion']).toMatchObject({ patch: 7, stride: 2 });
    expect(now()).toEqual(defaultParams(params));
  });

  it('are lengths and a step where it asks for both', () => {
    const both = suggestedPreset(method, network({ lambda: 1e-4, stepSize: 50 }, 32));
    expect(both?.values).toEqual({ jitter: 2, lambda: 1e-4, stepSize: 50 });
  });

  it('are a preset only where both are there', () => {
    expect(suggestedPreset(method, small)?.values).toEqual({ lambda: 1e-4, stepSize: 50 });
    expect(suggestedPreset(method, large)).toBeNull();
    expect(suggestedPreset(method, network({ lambda: 1 }))).toBeNull();
  });
});
