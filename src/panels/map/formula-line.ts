import type { ValueReading } from '../../canvas/map-values';
import type { MethodInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import type { Words } from '../../words/message';
import { say, sayWords } from '../../words/say';

const AS_IT_IS: ValueReading = { signed: false, channels: 'own' };

/**
 * The formula of what is on screen, with its present parameters: the caption never states another one. A map's is written as it
 * is read, with or without sign, and with the channels made one in the way that was chosen.
 */
export function formulaLine(method: MethodInfo, params: ParamValues, reading = AS_IT_IS): string {
  if (method.exercise === 'saliency' && method.channels !== null) {
    const { text, score } = method.formula(params);
    const channels = reading.channels === 'own' ? method.channels : reading.channels;
    const joined = joinedChannels(sayWords(text.value), channels, reading.signed);
    return withScore(`${sayWords(text.before)}${joined}${sayWords(text.after)}`, score);
  }
  const { text, score } = method.formula(params);
  return withScore(sayWords(text), score);
}

function withScore(text: string, score: Words): string {
  return say('{text};  {score}', { text, score: sayWords(score) });
}

/** One number of what each of a pixel's channels holds. */
function joinedChannels(
  value: string,
  channels: Exclude<ValueReading['channels'], 'own'> | 'sum',
  signed: boolean,
): string {
  switch (channels) {
    case 'sum':
      return signed ? say('Σ over c of {value}', { value }) : say('|Σ over c of {value}|', { value });
    case 'mean':
      return signed ? say('mean over c of {value}', { value }) : say('mean over c of |{value}|', { value });
    case 'l2':
      return signed
        ? say('the sign of (Σ over c of {value}) · √(Σ over c of ({value})²)', { value })
        : say('√(Σ over c of ({value})²)', { value });
    case 'max':
      return signed
        ? say('the {value} that is largest in size over c', { value })
        : say('max over c of |{value}|', { value });
  }
  channels satisfies never;
}
