/** Pictures that ship with the page: drawings of our own, so nobody's photo is needed to start. */
export const SAMPLES = [
  { name: 'Golf ball (drawing)', url: 'samples/golf-ball.svg' },
  { name: 'Parachute (drawing)', url: 'samples/parachute.svg' },
  { name: 'Church (drawing)', url: 'samples/church.svg' },
] as const;
