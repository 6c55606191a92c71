import type { Preset } from '../catalog/params';
import { phrase } from '../../words/say';
import type { TargetedGradientParams } from './targeted-gradient.params';

/** Whose numbers targeted fooling may take: the lab's own, two courses', and those for a picture that is sent on. */
export const TARGETED_GRADIENT_PRESETS: readonly Preset<TargetedGradientParams>[] = [
  {
    id: 'lucarne',
    title: phrase('Lucarne'),
    about: phrase(
      'Keeps the picture valid and stops once the saved file fools, so that nothing is lost on export.',
    ),
    values: { stepSize: 0.5, maxSteps: 300, clamp: true, stopRule: 'rounded', objective: 'logit', cut: 4 },
  },
  {
    id: 'cs231n',
    title: phrase('CS231n'),
    about: phrase(
      'Stanford’s numbers: big steps, no clamping, stop at the first success; a third are lost on saving.',
    ),
    values: { stepSize: 1, maxSteps: 100, clamp: false, stopRule: 'top1', objective: 'logit', cut: 0 },
  },
  {
    id: 'rdfia',
    title: phrase('RDFIA TP9'),
    about: phrase(
      'Sorbonne’s handout: small steps, so about 3 in 10 targets are not reached, and few survive saving.',
    ),
    values: { stepSize: 0.1, maxSteps: 100, clamp: false, stopRule: 'top1', objective: 'logit', cut: 0 },
  },
  {
    id: 'sent-on',
    title: phrase('To be sent on'),
    about: phrase(
      'Through four copies resized, blurred, compressed, … at each step, until all of them fool as well.',
    ),
    values: { copies: 4, through: 'any', objective: 'log-probability' },
  },
];
