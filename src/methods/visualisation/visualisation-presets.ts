import type { Preset } from '../catalog/params';
import type { ClassVisualisationParams } from './class-visualisation.params';
import { phrase } from '../../words/say';

/** What both courses' handouts share. */
const COURSE = {
  jitter: 16,
  blurEvery: 10,
  blurSigma: 0.5,
  penalty: 'squared',
  start: 'noise',
  clamp: true,
  objective: 'logit',
} as const;

/** What is switched off where waves or phases need none of it. */
const BARE = { lambda: 0, blurEvery: 0 } as const;

/** Whose numbers there are: the courses', a report's on them, and those of the libraries that make the best pictures. */
export const VISUALISATION_PRESETS: readonly Preset<ClassVisualisationParams>[] = [
  {
    id: 'rdfia',
    title: 'RDFIA TP9',
    about: phrase('Sorbonne’s numbers: small steps, 200 of them.'),
    values: { ...COURSE, stepSize: 5, iterations: 200, lambda: 1e-3 },
  },
  {
    id: 'cs231n',
    title: 'CS231n',
    about: phrase('Stanford’s numbers: 100 big steps; faster and harsher.'),
    values: { ...COURSE, stepSize: 25, iterations: 100, lambda: 1e-3 },
  },
  {
    id: 'from-image',
    title: phrase('From the picture'),
    about: phrase('Gentle steps that let the class grow into your picture.'),
    values: { ...COURSE, start: 'image', stepSize: 1, iterations: 50, lambda: 1e-4 },
  },
  {
    id: 'slow',
    title: phrase('Small steps, long'),
    about: phrase('A report’s numbers: η = 0.004 and λ = 0.0001 for 5,000 steps, from noise.'),
    values: { ...COURSE, stepSize: 4e-3, iterations: 5000, lambda: 1e-4 },
  },
  {
    id: 'vgg-long',
    title: phrase('VGG, very long'),
    about: phrase('A report’s numbers for VGG16: η = 0.0009 and λ = 0.001, up to 100,000 steps.'),
    values: { ...COURSE, stepSize: 9e-4, iterations: 100_000, lambda: 1e-3 },
  },
  {
    id: 'lucid',
    title: 'Lucid',
    about: phrase(
      'Waves instead of pixels, decorrelated colours, Adam, random sizes and angles: large clear shapes.',
    ),
    values: {
      ...BARE,
      parameterisation: 'fourier',
      optimiser: 'adam',
      stepSize: 0.05,
      iterations: 512,
      jitter: 8,
      scaling: 10,
      turning: 10,
    },
  },
  {
    id: 'maco',
    title: 'MACO',
    about: phrase(
      'Only the phases of waves as large as in photographs, seen through random crops: the most natural pictures.',
    ),
    values: {
      ...BARE,
      parameterisation: 'maco',
      optimiser: 'nadam',
      stepSize: 1,
      iterations: 256,
      jitter: 0,
      crops: 6,
      cropSide: 0.9,
      cropSideLast: 0.4,
      viewNoise: 0.1,
    },
  },
  {
    id: 'deep-dream',
    title: phrase('Deep dream'),
    about: phrase('Raises whatever a layer sees already in your picture, at four sizes, the smallest first.'),
    values: {
      ...BARE,
      start: 'image',
      objective: 'layer',
      optimiser: 'mean',
      stepSize: 1.5,
      iterations: 40,
      jitter: 32,
      octaves: 4,
    },
  },
  {
    id: 'accentuation',
    title: phrase('Accentuation'),
    about: phrase('Stays near your picture and strengthens what of the class the network finds in it.'),
    values: {
      ...BARE,
      start: 'image',
      parameterisation: 'fourier',
      optimiser: 'adam',
      stepSize: 0.02,
      iterations: 100,
      jitter: 8,
      near: 5,
    },
  },
];
