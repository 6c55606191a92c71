import type { Masking } from '../../core/localisation/locate';

/** How well a method's best box fits the drawn object's, when boxes are grown by colour. */
export interface Measured {
  readonly method: string;
  /** Mean IoU over the generated set, by bundled network. */
  readonly meanIou: { readonly 'squeezenet-sixteen': number; readonly 'vgg16-slim': number };
}

/**
 * Drawn objects on textured ground, those that the network reads rightly (26 and 25 of 32), boxes by colour, smoothing 4 %;
 * methods with their own settings, save 10 samples for SmoothGrad, 10 steps for integrated gradients and 6 for XRAI, and
 * 300 masks for RISE. `tests/golden/localisation` measures again.
 */
export const MEASURED: readonly Measured[] = [
  { method: 'vanilla-gradient', meanIou: { 'squeezenet-sixteen': 0.6, 'vgg16-slim': 0.63 } },
  { method: 'gradient-x-input', meanIou: { 'squeezenet-sixteen': 0.64, 'vgg16-slim': 0.72 } },
  { method: 'smooth-grad', meanIou: { 'squeezenet-sixteen': 0.84, 'vgg16-slim': 0.86 } },
  { method: 'integrated-gradients', meanIou: { 'squeezenet-sixteen': 0.8, 'vgg16-slim': 0.87 } },
  { method: 'guided-backprop', meanIou: { 'squeezenet-sixteen': 0.8, 'vgg16-slim': 0.85 } },
  { method: 'grad-cam', meanIou: { 'squeezenet-sixteen': 0.85, 'vgg16-slim': 0.84 } },
  { method: 'guided-grad-cam', meanIou: { 'squeezenet-sixteen': 0.8, 'vgg16-slim': 0.83 } },
  { method: 'occlusion', meanIou: { 'squeezenet-sixteen': 0.69, 'vgg16-slim': 0.74 } },
  { method: 'rise', meanIou: { 'squeezenet-sixteen': 0.76, 'vgg16-slim': 0.77 } },
  { method: 'xrai', meanIou: { 'squeezenet-sixteen': 0.79, 'vgg16-slim': 0.8 } },
];

/** The method and the way of making boxes that located best, over both networks. */
export const BEST: { readonly method: string; readonly masking: Masking } = {
  method: 'smooth-grad',
  masking: 'grow',
};

/** A method's mean IoU over both networks; null where it was not measured. */
export function measuredOf(method: string): number | null {
  const row = MEASURED.find((entry) => entry.method === method);
  if (!row) return null;
  return (row.meanIou['squeezenet-sixteen'] + row.meanIou['vgg16-slim']) / 2;
}
