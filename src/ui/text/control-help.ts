import type { ChoiceHelp, NumberHelp } from '../../methods/catalog/params';
import { phrase } from '../../words/say';

export const SEED_HELP: ChoiceHelp = {
  what: phrase(
    'Where the random numbers start: the noise and the jitter. The same seed gives the same frames on the same engine.',
  ),
  try: phrase('the same run with three seeds. What stays the same is the network’s, what changes is chance.'),
};

export const FRAME_EVERY_HELP: NumberHelp = {
  what: phrase('How often a frame is read back and shown. Smooth shows as many as the eye can follow.'),
  rises: phrase('a rarer frame costs less time, and the run gets faster. The result is the same.'),
  try: phrase('25th, as in the course’s notebook.'),
};

export const SIGN_HELP: ChoiceHelp = {
  what: phrase(
    'Absolute shows how much a pixel matters, whichever way. Signed also shows which way: red raises the score, blue lowers it. Maps that are never negative only show red.',
  ),
  try: phrase('Absolute first; Signed for integrated gradients and occlusion.'),
};

export const CHANNELS_HELP: ChoiceHelp = {
  what: phrase(
    'How a pixel’s three numbers, one for each of red, green and blue, become one. Max is the largest in size, Mean their average size, L2 their length √(r² + g² + b²), Sum their sum. Signed, the mean and the sum are of the numbers themselves, and L2 has the sign of the sum.',
  ),
  differs: phrase('They read the same numbers in different ways; no new run is needed.'),
  try: phrase(
    'the one that is chosen, which is the method’s own; then Mean, where the channels may cancel out.',
  ),
};

export const COLOURS_HELP: ChoiceHelp = {
  what: phrase(
    'Which colours stand for which values. In the first group, equal steps in the map look like equal steps, also to colour-blind eyes. Others put edges where the map has none.',
  ),
  differs: phrase('The bar under the map says which colour is which value.'),
  try: phrase('Inferno; Hot, to compare with the course’s notebooks.'),
};

export const CLIP_HELP: NumberHelp = {
  what: phrase(
    'The percentile of the map’s values (their sizes) that is drawn at full strength. The few strongest pixels would otherwise leave the rest black.',
  ),
  rises: phrase('the map gets darker and only its peaks stay bright; 100 divides by the maximum.'),
  try: phrase('99, then 100 to see what one bright pixel does.'),
};

export const GAMMA_HELP: NumberHelp = {
  what: phrase(
    'Bends the colours: (value / full scale)^γ. 1 is straight; the bar under the map always shows the bend, and the values stay as they are.',
  ),
  rises: phrase('weak pixels get darker and only the strong ones stay; below 1 weak ones come out.'),
  try: phrase('0.5 to see what hides in the dark; 1 to compare brightness.'),
};

export const KEEP_SCALE_HELP: ChoiceHelp = {
  what: phrase(
    'Keeps the value that is at full strength now for every map to come: another class, network or method. Then equal colours mean equal values. Off, each map has a scale of its own.',
  ),
  differs: phrase('Only maps that count the same thing can be compared: look at the unit under the bar.'),
  try: phrase('on, then choose the runner-up class: a paler map is a weaker one.'),
};

export const MASK_HELP: NumberHelp = {
  what: phrase(
    'Shows the photo only where the map is among its strongest pixels, by size; the rest is dark and grey. It is a share of the pixels, not of full scale.',
  ),
  rises: phrase('more of the photo comes to light.'),
  try: phrase('10 %, then ask yourself whether you could still tell what it is.'),
};

export const OVERLAY_HELP: NumberHelp = {
  what: phrase('How strongly the map covers the photo.'),
  rises: phrase('the photo fades and the map stands alone.'),
  try: phrase('60 %, to see which parts of the photo the map is about.'),
};

export const LAYER_HELP: ChoiceHelp = {
  what: phrase(
    'Which layer A the map is made of, by the network’s own names, the last first. The numbers are the height and width of its grid, and how many channels it has.',
  ),
  differs: phrase(
    'Further back, finer grids, but of simpler things: early layers know edges and colours, not classes.',
  ),
  try: phrase('the last one; then a few layers further back.'),
};

export const AMPLIFY_HELP: NumberHelp = {
  what: phrase(
    'The factor k of the difference panel: 0.5 + k · (x′ − x), clipped to the visible range. Mid-grey is no change.',
  ),
  rises: phrase('ever smaller changes become visible; pixels that leave the visible range are marked.'),
  try: phrase('10, as in the report; then 1, to see how little it is.'),
};
