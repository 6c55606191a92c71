import type { NetworkInfo } from '../../engine/protocol/protocol';
import type { ParamValues, Preset } from '../../methods/catalog/params';
import { defaultParams, methodOf, presetParams } from './settings-schema';
import { applyPreset, paramsOf, settingsStore } from './settings-store';

/** The preset of a network that suggests its own step size and penalty; null where the course's suit it. */
export function suggestedPreset(info: NetworkInfo | null): Preset | null {
  const { lambda, stepSize } = info?.suggested ?? {};
  if (!info || lambda === undefined || stepSize === undefined) return null;
  return {
    id: 'suggested',
    title: 'This network',
    about: `What suits ${info.title}: its logits are smaller than the course’s networks’, so their penalty would grey the picture.`,
    values: { lambda, stepSize },
  };
}

/**
 * Puts a newly opened network's own numbers in, or the course's again, but only over numbers nobody chose: the defaults,
 * or what the network before it suggested.
 */
export function adoptSuggested(before: NetworkInfo | null, now: NetworkInfo): void {
  const settings = settingsStore.getState();
  const method = methodOf(settings, 'visualization');
  const present = paramsOf(settings, 'visualization');
  const earlier = suggestedPreset(before);
  const untouched = [
    defaultParams(method.params),
    ...(earlier ? [presetParams(method, earlier.values)] : []),
  ].some((values) => same(values, present));
  if (untouched) applyPreset(method.id, suggestedPreset(now)?.values ?? {});
}

function same(a: ParamValues, b: ParamValues): boolean {
  return Object.entries(a).every(([key, value]) => b[key] === value);
}
