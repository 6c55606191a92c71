import type { CamLayerInfo } from '../../engine/protocol/protocol';
import type { Raised } from '../../methods/catalog/method-info';
import { percent, short } from '../../ui/numbers/numbers';

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
  if (raised.what === 'class') return `What “${target}” looks like to it`;
  const layer = layers[raised.layer]?.title ?? `layer ${raised.layer}`;
  const least = raised.isLowered ? 'the least of ' : '';
  const { what } = raised;
  switch (what) {
    case 'channel':
      return `What excites ${least}channel ${raised.channel} of ${layer}`;
    case 'neuron':
      return `What excites ${least}a neuron of channel ${raised.channel} of ${layer}`;
    case 'layer':
      return raised.isLowered ? `What ${layer} sees the least in` : `What ${layer} sees in it, raised`;
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
    ? `logit ${short(logit)}, objective ${climbed}`
    : `activation ${short(activation)}, objective ${climbed}`;
}

/** What the network reads in the picture, and what is to be made of it. */
export function readWords({ scalars, raised, target, rival }: VisualisationSubject): {
  readonly read: string;
  readonly more: string;
} {
  const { probability = 0, rivalProbability = 0 } = scalars;
  const own = percent(probability);
  const others = percent(rivalProbability);
  const wins = probability >= (rival === null ? 0.5 : rivalProbability);
  const isClass = raised.what === 'class';
  if (rival === null) {
    return {
      read: wins ? `Read as ${target} (${own}).` : `Not read as ${target} (${own}).`,
      more: 'Each label stands for itself: others may be read beside it, and none is its rival.',
    };
  }
  if (!isClass) {
    return {
      read: wins ? `Read as ${target} (${own}).` : `Read as ${rival} (${others}).`,
      more: 'No class was raised: what is read is what the layer’s shapes happen to look like.',
    };
  }
  return wins
    ? {
        read: `Read as ${target} (${own}).`,
        more: `The strongest rival is ${rival} (${others}).`,
      }
    : {
        read: `Read as ${rival} (${others}), not ${target} (${own}).`,
        more: 'A high score is not a win: the rival’s is higher. The margin objective pushes rivals down.',
      };
}
