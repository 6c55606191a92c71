import type { ValueReading } from '../../canvas/map-values';
import type { MethodInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';

const AS_IT_IS: ValueReading = { signed: false, channels: 'own' };

/**
 * The formula of what is on screen, with its present parameters: the caption never states another one. A map's is written as it
 * is read, with or without sign, and with the channels made one in the way that was chosen.
 */
export function formulaLine(method: MethodInfo, params: ParamValues, reading = AS_IT_IS): string {
  if (method.exercise === 'saliency' && method.channels !== null) {
    const { text, score } = method.formula(params);
    const channels = reading.channels === 'own' ? method.channels : reading.channels;
    return `${text.before}${joinedChannels(text.value, channels, reading.signed)}${text.after};  ${score}`;
  }
  const { text, score } = method.formula(params);
  return `${text};  ${score}`;
}

/** One number of what each of a pixel's channels holds. */
function joinedChannels(
  value: string,
  channels: Exclude<ValueReading['channels'], 'own'> | 'sum',
  signed: boolean,
): string {
  switch (channels) {
    case 'sum':
      return signed ? `Σ over c of ${value}` : `|Σ over c of ${value}|`;
    case 'mean':
      return signed ? `mean over c of ${value}` : `mean over c of |${value}|`;
    case 'l2': {
      const length = `√(Σ over c of (${value})²)`;
      return signed ? `the sign of (Σ over c of ${value}) · ${length}` : length;
    }
    case 'max':
      return signed ? `the ${value} that is largest in size over c` : `max over c of |${value}|`;
  }
  channels satisfies never;
}
