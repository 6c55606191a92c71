import type { ChannelReading } from '../../canvas/map-values';
import type { CamLayerInfo } from '../../engine/protocol/protocol';
import type { SaliencyInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import type { Settings } from '../../page/settings/settings-schema';
import { powerOfTen } from '../../ui/numbers/numbers';
import type { Phrase } from '../../words/message';
import { phrase, say, sayPhrase, sayWords } from '../../words/say';

/** A number with three digits and a power of ten: `1.24×10⁻²`, `3.72`, `0`. */
export function scientific(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value === 0 ? '0' : powerOfTen(value, 2);
}

/** What a method's map is called; of `className` where that is known. */
export function mapTitle({ mapTitle: title }: Pick<SaliencyInfo, 'mapTitle'>, className: string): string {
  return className ? say('{title} for “{className}”', { title, className }) : say('Map');
}

/** What a method's map says of a class, and what its colours say as it is read. */
export function mapMeaning(
  method: SaliencyInfo,
  params: ParamValues,
  className: string,
  signed: boolean,
): string {
  const { meaning, about } = method;
  const words = [meaning === 'about' ? about : meaning(className), signWords(method, params, signed)];
  return words
    .map(sayWords)
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/**
 * What a map says, first of all: what a bright place means where colours are read by their brightness alone, else what
 * `mapMeaning` says.
 */
export function mapOpening(
  method: SaliencyInfo,
  params: ParamValues,
  className: string,
  { signed, colourMap, overlay, mask }: Pick<Settings, 'signed' | 'colourMap' | 'overlay' | 'mask'>,
): string {
  const isByBrightness = !signed && colourMap !== 'turbo' && overlay === 1 && mask === 0;
  return isByBrightness
    ? sayWords(method.plain(className, params))
    : mapMeaning(method, params, className, signed);
}

/** What the colours say of a map whose values are for or against the class, as it is read; empty for other methods. */
export function signWords(
  method: Pick<SaliencyInfo, 'signWords'>,
  params: ParamValues,
  signed: boolean,
): string {
  const words = method.signWords(params);
  if (words === null) return '';
  return signed
    ? sayWords(words)
    : say(
        'Bright is strong, for or against the class: “Signed”, under “Reading the map”, tells the two apart.',
      );
}

const CHANNEL_WORDS: Readonly<Record<Exclude<ChannelReading, 'own'> | 'sum', Phrase>> = {
  max: phrase('largest channel'),
  mean: phrase('mean of channels'),
  l2: phrase('L2 of channels'),
  sum: phrase('sum of channels'),
};

/** Which reading of the channels is in force: the chosen one, or the method's own; null where its map has none. */
export function channelsInForce(
  method: Pick<SaliencyInfo, 'channels'>,
  chosen: ChannelReading,
): Exclude<ChannelReading, 'own'> | 'sum' | null {
  if (!method.channels) return null;
  return chosen === 'own' ? method.channels : chosen;
}

/** How a map is read, in words for its caption. */
export function readingWords(method: Pick<SaliencyInfo, 'channels'>, reading: Settings): string {
  const channels = channelsInForce(method, reading.channels);
  const { signed, clip, keptScale, gamma, mask, overlay } = reading;
  return [
    signed ? say('signed') : say('absolute'),
    ...(channels ? [sayPhrase(CHANNEL_WORDS[channels])] : []),
    keptScale === null
      ? clip === 100
        ? say('full scale at the maximum')
        : say(
            'full scale at the {clip, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} percentile',
            { clip },
          )
      : say('kept scale'),
    ...(gamma === 1 ? [] : [say('gamma {gamma}', { gamma: String(gamma) })]),
    ...(mask > 0
      ? [say('strongest {share} % of pixels', { share: String(Number((100 - mask).toFixed(1))) })]
      : []),
    ...(overlay < 1 ? [say('{share} % over the photo', { share: Math.round(100 * overlay) })] : []),
  ].join(' · ');
}

/** `fire9 · 13×13×512`: a layer's name, height, width and channels, as far as they are known. */
export function layerName({ title, size, channels }: CamLayerInfo): string {
  const sides = [...(size ?? []), ...(channels === null ? [] : [channels])];
  return sides.length > 0 ? `${title} · ${sides.join('×')}` : title;
}
