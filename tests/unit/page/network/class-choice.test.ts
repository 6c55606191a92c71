import { beforeEach, describe, expect, it } from 'vitest';
import type { NetworkInfo } from '../../../../src/engine/protocol/protocol';
import { chooseTarget } from '../../../../src/page/network/choose-target';
import { startReactions } from '../../../../src/page/reactions';
import { imageStore, type Photo } from '../../../../src/page/photo/image-store';
import { adoptNetwork, networkStore } from '../../../../src/page/network/network-store';
import { sameClass } from '../../../../src/core/records/same-class';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { setTarget, settingsStore } from '../../../../src/page/settings/settings-store';
import { seenWords } from '../../../../src/features/locate/view/words';
import { partLab } from '../../../../testing/part-lab';
import { provideLab } from '../../../../src/page/lab';

provideLab(partLab({ run: () => ({}), classify: () => new Promise(() => {}) }));

const photo = (name: string): Photo => ({
  name,
  source: name,
  width: 4,
  height: 4,
  bitmap: { width: 4, height: 4, close: () => undefined },
});
const network = (id: string, names: readonly string[]): NetworkInfo => ({
  id,
  title: id,
  size: [4, 4],
  preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
  classes: names.map((name, index) => ({ index, name })),
  weightsHash: id,
  parameters: 1,
  output: { kind: 'softmax' },
});
const targets = () => settingsStore.getState().targets;

beforeEach(() => {
  settingsStore.setState(DEFAULT_SETTINGS, true);
  imageStore.setState({ photo: null, fitted: null });
  networkStore.setState({ info: null });
});

describe('a class chosen for a photo', () => {
  it('is forgotten with the photo for the map, and kept where it is a goal', () => {
    const stop = startReactions(() => undefined);
    imageStore.setState({ photo: photo('mastiff.jpg') });
    setTarget('saliency', 2);
    setTarget('fooling', 3);
    setTarget('visualization', 4);
    imageStore.setState({ photo: photo('quail.jpg') });
    expect(targets()).toEqual({ saliency: null, fooling: 3, visualization: 4 });
    stop();
  });

  it('stays for the photo that a link or the page itself opens first, and for the same photo opened anew', () => {
    const stop = startReactions(() => undefined);
    setTarget('saliency', 2);
    imageStore.setState({ photo: photo('quail.jpg') });
    expect(targets().saliency).toBe(2);
    imageStore.setState({ photo: photo('quail.jpg') });
    expect(targets().saliency).toBe(2);
    stop();
  });

  it('stays for the network that a link comes to, by its number', () => {
    setTarget('saliency', 2);
    setTarget('fooling', 7);
    adoptNetwork(network('a', ['tench', 'church', 'golf ball']));
    expect(targets()).toEqual({ saliency: 2, fooling: null, visualization: null });
  });

  it('goes with its name to another network, and is forgotten where that has none of it', () => {
    adoptNetwork(network('a', ['tench', 'church', 'golf ball']));
    setTarget('saliency', 2);
    setTarget('fooling', 0);
    adoptNetwork(network('b', ['church', 'golf ball']));
    expect(targets()).toEqual({ saliency: 1, fooling: null, visualization: null });
    expect(chooseTarget('saliency')).toBe(1);
  });
});

describe('the same class of another network', () => {
  const classes = [
    { index: 0, name: 'crane' },
    { index: 1, name: 'Church', synonyms: ['church building'] },
    { index: 2, name: 'crane' },
  ];
  it('is the one of its number where two share a name, else of its name, else of a synonym', () => {
    expect(sameClass(classes, { index: 2, name: 'crane' })).toBe(2);
    expect(sameClass(classes, { index: 1, name: 'crane' })).toBe(0);
    expect(sameClass(classes, { index: 7, name: 'church' })).toBe(1);
    expect(sameClass(classes, { index: 7, name: 'church building' })).toBe(1);
    expect(sameClass(classes, { index: 0, name: 'tench' })).toBeNull();
  });
});

describe('boxes for a class', () => {
  const seen = (probability: number, rivalProbability: number) =>
    seenWords({ name: 'golf ball', probability, rival: { name: 'quail', probability: rivalProbability } });
  it('are not announced as found where the network does not see it', () => {
    expect(seen(0.98, 0.01).heading('(1, 2)')).toBe('Found at (1, 2).');
    expect(seen(0.98, 0.01).caution).toBeNull();
    expect(seen(0.02, 0.97).heading('(1, 2)')).toBe('Found at (1, 2).');
    expect(seen(0.02, 0.97).caution).toBe('Read as quail (97 %); “golf ball” has 2.0 %.');
    expect(seenWords({ name: 'hat', probability: 0.4, rival: null }).caution).toBe('“hat” has 40 %.');
    expect(seenWords({ name: 'hat', probability: 0.6, rival: null }).caution).toBeNull();
    expect(seen(2e-5, 0.9984).heading('(1, 2)')).toBe('Its map is strongest at (1, 2).');
    expect(seen(2e-5, 0.9984).caution).toContain('“golf ball” has < 0.1 %');
  });
});
