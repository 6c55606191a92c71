import type { Help } from '../methods/params';

export const SEED_HELP: Help = {
  what: 'Where the random numbers start: the noise and the jitter. The same seed gives the same frames on the same engine.',
  rises: 'nothing more or less; it is only another draw.',
  try: 'the same run with three seeds. What stays the same is the network’s, what changes is chance.',
};

export const FRAME_EVERY_HELP: Help = {
  what: 'How often a frame is read back and shown. Smooth shows as many as the eye can follow.',
  rises: 'a rarer frame costs less time, and the run gets faster. The result is the same.',
  try: '25th, as in the course’s notebook.',
};

export const CLIP_HELP: Help = {
  what: 'The percentile of the map’s values that is drawn at full strength. The few strongest pixels would otherwise leave the rest black.',
  rises: 'the map gets darker and only its peaks stay bright; 100 divides by the maximum.',
  try: '99, then 100 to see what one bright pixel does.',
};

export const OVERLAY_HELP: Help = {
  what: 'How strongly the map covers the photo.',
  rises: 'the photo fades and the map stands alone.',
  try: '60 %, to see which parts of the photo the map is about.',
};

export const AMPLIFY_HELP: Help = {
  what: 'The factor k of the difference panel: 0.5 + k · (x′ − x), clipped to the visible range. Mid-grey is no change.',
  rises: 'ever smaller changes become visible; pixels that leave the visible range are marked.',
  try: '10, as in the report; then 1, to see how little it is.',
};
