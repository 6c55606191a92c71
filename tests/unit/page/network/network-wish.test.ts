import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkInfo } from '../../../../src/engine/protocol/protocol';
import { networkStore, openNamed } from '../../../../src/page/network/network-store';
import {
  classesFor,
  classNamesOf,
  dropWish,
  networkWish,
  readClassNames,
  wishFor,
  withWish,
} from '../../../../src/page/network/network-wish';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { settingsStore } from '../../../../src/page/settings/settings-store';
import { partLab } from '../../../../testing/part-lab';
import { provideLab } from '../../../../src/page/lab';

const load = vi.fn();
provideLab(partLab({ load }));

const NONE = DEFAULT_SETTINGS.targets;
const network = (id: string, names: readonly string[]): NetworkInfo =>
  ({
    id,
    title: id,
    size: [224, 224],
    classes: names.map((name, index) => ({ index, name })),
  }) as unknown as NetworkInfo;
const small = network('small', ['tench', 'church', 'golf ball']);
const large = network(
  'large',
  Array.from({ length: 600 }, (_, i) => (i === 574 ? 'golf ball' : `class ${i}`)),
);

beforeEach(() => {
  load.mockReset();
  networkWish.setState({ wish: null, names: {} });
});

describe('a link to a network that is not here', () => {
  it('keeps its class: by name in the network used meanwhile, by its own number once it is there', () => {
    readClassNames('#network=large&saliency.class=574&saliency.name=golf+ball');
    wishFor('large', { ...NONE, saliency: 574 });
    expect(classesFor(small, NONE)).toEqual({ saliency: 2 });
    expect(classesFor(large, NONE)).toEqual({ saliency: 574 });
    expect(networkWish.getState().wish).toBeNull();
  });

  it('keeps the number where the link has no name for it, and lets one wait that is out of range', () => {
    wishFor('large', { ...NONE, saliency: 1, fooling: 574 });
    expect(classesFor(small, NONE)).toEqual({ saliency: 1 });
    expect(classesFor(large, { ...NONE, saliency: 1 })).toEqual({ saliency: 1, fooling: 574 });
  });

  it('gives way to a class that was chosen since', () => {
    wishFor('large', { ...NONE, saliency: 574 });
    expect(classesFor(large, { ...NONE, saliency: 0 })).toEqual({});
  });

  it('stays the link until somebody does without it', () => {
    wishFor('large', { ...NONE, saliency: 574 });
    const now = { ...DEFAULT_SETTINGS, network: 'small' };
    expect(withWish(now)).toMatchObject({ network: 'large', targets: { saliency: 574 } });
    dropWish();
    expect(withWish(now)).toBe(now);
  });

  it('never fetches it by itself', () => {
    const row = { title: 'Large', classes: 600, bundled: false, loaded: false, bytes: 5e6 };
    networkStore.setState({ listed: true, info: small, rows: [{ ...row, id: 'large', origin: 'zoo' }] });
    settingsStore.setState({ ...DEFAULT_SETTINGS, network: 'large', targets: { ...NONE, saliency: 2 } });
    openNamed('large');
    expect(load).not.toHaveBeenCalled();
    expect(networkWish.getState().wish?.id).toBe('large');
    expect(settingsStore.getState()).toMatchObject({ network: 'small', targets: { saliency: 2 } });
  });
});

describe('a link', () => {
  it('calls its classes by their names, for other networks', () => {
    const settings = { ...DEFAULT_SETTINGS, targets: { ...NONE, fooling: 2 } };
    expect(classNamesOf(settings, small)).toBe('fooling.name=golf+ball');
    expect(classNamesOf(DEFAULT_SETTINGS, small)).toBe('');
  });
});
