import type { MapReading } from '../../../src/canvas/attribution-picture';

/** A map read as it is: no sign, full scale at its largest value, straight colours, nothing of the photo. */
export const PLAIN_READING: MapReading = {
  signed: false,
  channels: 'own',
  colourMap: 'greys',
  clip: 100,
  gamma: 1,
  keptScale: null,
  overlay: 1,
  mask: 0,
};
