import type { Phrase, Words } from '../../../words/message';
import { phrase } from '../../../words/say';

/** A paper, by what it is cited as. */
export interface Paper {
  readonly cite: Words;
  readonly title: string;
  readonly url: string;
}

const arxiv = (cite: Words, title: string, id: string): Paper => {
  return { cite, title, url: `https://arxiv.org/abs/${id}` };
};

export const PAPERS = {
  szegedy: arxiv('Szegedy et al. 2013', 'Intriguing properties of neural networks', '1312.6199'),
  goodfellow: arxiv('Goodfellow et al. 2014', 'Explaining and Harnessing Adversarial Examples', '1412.6572'),
  eykholt: arxiv(
    'Eykholt et al. 2018',
    'Robust Physical-World Attacks on Deep Learning Models',
    '1707.08945',
  ),
  brown: arxiv('Brown et al. 2017', 'Adversarial Patch', '1712.09665'),
  finlayson: arxiv(
    'Finlayson et al. 2018',
    'Adversarial Attacks Against Medical Deep Learning Systems',
    '1804.05296',
  ),
  struppek: arxiv('Struppek et al. 2021', 'Learning to Break Deep Perceptual Hashing', '2111.06628'),
  madry: arxiv(
    'Madry et al. 2017',
    'Towards Deep Learning Models Resistant to Adversarial Attacks',
    '1706.06083',
  ),
  athalye: arxiv('Athalye et al. 2018', 'Obfuscated Gradients Give a False Sense of Security', '1802.00420'),
  carlini: arxiv(
    phrase('Carlini and Wagner 2017'),
    'Towards Evaluating the Robustness of Neural Networks',
    '1608.04644',
  ),
  croce: arxiv(
    phrase('Croce and Hein 2020'),
    'Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks',
    '2003.01690',
  ),
} as const satisfies Record<string, Paper>;
export type PaperId = keyof typeof PAPERS;

/** A sentence, and the papers it rests on. */
export interface Finding {
  readonly text: Phrase;
  readonly papers: readonly PaperId[];
}

/** What follows, in three groups of three. */
export const FINDINGS: readonly { readonly title: Phrase; readonly findings: readonly Finding[] }[] = [
  {
    title: phrase('Why so little is enough'),
    findings: [
      {
        text: phrase(
          'Every value is moved the way that hurts most. Thousands of changes that nobody sees add up to one that the network cannot miss.',
        ),
        papers: ['szegedy', 'goodfellow'],
      },
      {
        text: phrase(
          'Noise of the same size moves some values for the class and some against it, and nearly nothing is left.',
        ),
        papers: ['goodfellow'],
      },
    ],
  },
  {
    title: phrase('Where it matters'),
    findings: [
      {
        text: phrase('Driving: a few stickers on a stop sign, and a classifier reads a speed limit.'),
        papers: ['eykholt'],
      },
      {
        text: phrase(
          'A printed patch beside an object takes the camera’s attention, whatever the object is.',
        ),
        papers: ['brown'],
      },
      {
        text: phrase('Medicine and content filters: a scan or a picture changed unseen passes for another.'),
        papers: ['finlayson', 'struppek'],
      },
    ],
  },
  {
    title: phrase('What helps'),
    findings: [
      {
        text: phrase(
          'Training on attacks that are made anew at every step, which costs accuracy on plain photos.',
        ),
        papers: ['madry'],
      },
      {
        text: phrase(
          'Not hiding the gradient, nor blurring or compressing: an attack that knows of it goes round it.',
        ),
        papers: ['athalye', 'carlini'],
      },
      {
        text: phrase('Measuring with several strong attacks, and believing the worst of them.'),
        papers: ['croce'],
      },
    ],
  },
];
