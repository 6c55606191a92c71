import type { CamLayerInfo } from '../../engine/protocol/protocol';
import type { Raised } from '../../methods/catalog/method-info';
import { percent, short } from '../../ui/numbers/numbers';
import { say } from '../../words/say';

/** What the words are about: the numbers of a frame, and the names of its class and of the strongest other. */
export interface VisualisationSubject {
  readonly scalars: Readonly<Record<string, number>>;
  readonly raised: Raised;
  /** The network's layers, the last first; empty where they are not known. */
  readonly layers: readonly CamLayerInfo[];
  readonly target: string;
  /** Null among labels, where none is another's rival. */
  readonly rival: string | null;
}

/** The title over the picture: whose picture it is. */
export function pictureTitle({ raised, layers, target }: VisualisationSubject): string {
  if (raised.what === 'class') return say('What “{target}” looks like to it', { target });
  const { what, isLowered } = raised;
  const layer = layers[raised.layer]?.title ?? say('layer {fromLast}', { fromLast: raised.layer });
  const places = { channel: raised.channel, layer };
  switch (what) {
    case 'channel':
      return isLowered
        ? say('What excites the least of channel {channel} of {layer}', places)
        : say('What excites channel {channel} of {layer}', places);
    case 'neuron':
      return isLowered
        ? say('What excites the least of a neuron of channel {channel} of {layer}', places)
        : say('What excites a neuron of channel {channel} of {layer}', places);
    case 'layer':
      return isLowered
        ? say('What {layer} sees the least in', { layer })
        : say('What {layer} sees in it, raised', { layer });
    default:
      return what satisfies never;
  }
}

/** The numbers below the picture: of a class its logit, of a layer what of it is raised. */
export function pictureCaption({
  scalars,
  raised,
}: Pick<VisualisationSubject, 'scalars' | 'raised'>): string | undefined {
  const { logit, objective, activation } = scalars;
  if (logit === undefined) return undefined;
  const climbed = short(objective ?? logit);
  return activation === undefined || raised.what === 'class'
    ? say('logit {logit}, objective {objective}', { logit: short(logit), objective: climbed })
    : say('activation {activation}, objective {objective}', {
        activation: short(activation),
        objective: climbed,
      });
}

/** What the network reads in the picture, and what is to be made of it. */
export function readWords({ scalars, raised, target, rival }: VisualisationSubject): {
  readonly read: string;
  readonly more: string;
} {
  const { probability = 0, rivalProbability = 0 } = scalars;
  const own = { name: target, probability: percent(probability) };
  const wins = probability >= (rival === null ? 0.5 : rivalProbability);
  if (rival === null) {
    return {
      read: wins
        ? say('Read as {name} ({probability}).', own)
        : say('Not read as {name} ({probability}).', own),
      more: say('Each label stands for itself: others may be read beside it, and none is its rival.'),
    };
  }
  const other = { name: rival, probability: percent(rivalProbability) };
  if (raised.what !== 'class') {
    return {
      read: say('Read as {name} ({probability}).', wins ? own : other),
      more: say('No class was raised: what is read is what the layer’s shapes happen to look like.'),
    };
  }
  return wins
    ? {
        read: say('Read as {name} ({probability}).', own),
        more: say('The strongest rival is {rival} ({probability}).', {
          rival,
          probability: other.probability,
        }),
      }
    : {
        read: say('Read as {rival} ({rivalProbability}), not as “{target}” ({probability}).', {
          rival,
          rivalProbability: other.probability,
          target,
          probability: own.probability,
        }),
        more: say(
          'A high score is not a win: the rival’s is higher. The margin objective pushes rivals down.',
        ),
      };
}
