import { defaultParams } from '../../methods/catalog/resolve-params';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import type { MethodInfo } from '../../methods/catalog/method-info';
import type { ParamValues, Preset } from '../../methods/catalog/params';
import { methodOf, presetParams } from './settings-schema';
import { applyPreset, paramsOf, settingsStore } from './settings-store';
import { phrase } from '../../words/say';

/**
 * The preset of a network that suggests its own step size and penalty, for a method that has both; null where the course's suit
 * it.
 */
export function suggestedPreset(
  { params }: Pick<MethodInfo, 'params'>,
  info: NetworkInfo | null,
): Preset | null {
  const { lambda, stepSize } = info?.suggested ?? {};
  if (!info || lambda === undefined || stepSize === undefined) return null;
  if (!('lambda' in params && 'stepSize' in params)) return null;
  return {
    id: 'suggested',
    title: phrase('This network'),
    about: phrase(
      'What suits {network}: its logits are smaller than the course’s networks’, so their penalty would grey the picture.',
      { network: info.title },
    ),
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
  const earlier = suggestedPreset(method, before);
  const untouched = [
    defaultParams(method.params),
    ...(earlier ? [presetParams(method, earlier.values)] : []),
  ].some((values) => same(values, present));
  if (untouched) applyPreset(method.id, suggestedPreset(method, now)?.values ?? {});
}

function same(a: ParamValues, b: ParamValues): boolean {
  return Object.entries(a).every(([key, value]) => b[key] === value);
}
