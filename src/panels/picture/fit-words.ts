import { planFit } from '../../core/pictures/fit-plan';
import type { Size } from '../../core/pictures/size';
import type { Fit } from '../../core/records/recipe';
import type { ChoiceHelp } from '../../methods/catalog/params';
import { phrase, say } from '../../words/say';

/** A network's input, `[height, width]`. */
type InputSize = readonly [number, number];

/** What a fit is called, the code that gives the same pixels, and for what it is. */
interface FitWords {
  readonly title: string;
  readonly code: string;
  readonly use: string;
}

/** torchvision's size before its cut: 256 for a network of 224. */
const grown = (side: number): number => Math.round((side * 256) / 224);

/** The words for a fit, with the numbers of a network's input. */
export function fitWords(fit: Fit, [height, width]: InputSize): FitWords {
  const size = `(${height}, ${width})`;
  const side = Math.min(height, width);
  const cut = height === width ? String(side) : size;
  switch (fit) {
    case 'squash':
      return {
        title: say('Squash, as in CS231n and RDFIA'),
        code: `T.Resize(${size})`,
        use: say('The whole photo is seen, its proportions are lost.'),
      };
    case 'torchvision':
      return {
        title: `Resize ${grown(side)}, CenterCrop ${side}`,
        code: `T.Resize(${grown(side)}), T.CenterCrop(${cut})`,
        use: say('As torchvision tests its own networks.'),
      };
    case 'shorter-side':
      return {
        title: `Resize ${side}, CenterCrop ${side}`,
        code: `T.Resize(${side}), T.CenterCrop(${cut})`,
        use: say('The shorter side is seen whole.'),
      };
    case 'crop':
      return {
        title: height === width ? say('Centre square') : say('Centre, cut first'),
        code: height === width ? `T.CenterCrop(min(image.size)), T.Resize(${size})` : `T.Resize(${size})`,
        use: say('Cut first, then resized.'),
      };
    case 'keras':
      return {
        title: say('Keras: load_img (nearest)'),
        code: `load_img(path, target_size=${size})`,
        use: say('The nearest pixel alone: jagged, as Keras has it.'),
      };
    case 'squash-bicubic':
      return {
        title: say('Squash, bicubic: Pillow’s default'),
        code: `image.resize((${width}, ${height}))`,
        use: say('Like squash, a little sharper.'),
      };
    default:
      return fit satisfies never;
  }
}

const FILTER_WORDS = {
  bilinear: phrase('bilinear with antialiasing, as in Pillow'),
  bicubic: phrase('bicubic with antialiasing, as in Pillow'),
  nearest: phrase('the nearest pixel alone, as in Keras'),
} as const;

/** What was done to a photo for a network, in a sentence with its numbers. */
export function fittingLine(photo: Size, size: InputSize, fit: Fit): string {
  const [height, width] = size;
  const input = dimensions({ width, height });
  if (photo.width === width && photo.height === height)
    return say('Already {input}: taken pixel for pixel.', { input });
  const { source, resized, filter } = planFit(photo, size, fit);
  const how = FILTER_WORDS[filter];
  switch (fit) {
    case 'squash':
    case 'squash-bicubic':
    case 'keras':
      return say('{photo} squashed to {input}: {how}.', { photo: dimensions(photo), input, how });
    case 'crop': {
      const middle = dimensions({ width: source.w, height: source.h });
      return say('The middle {middle} of {photo}, resized to {input}: {how}.', {
        middle,
        photo: dimensions(photo),
        input,
        how,
      });
    }
    case 'torchvision':
    case 'shorter-side':
      return say('{photo} resized to {resized}, of which the middle {input} is kept: {how}.', {
        photo: dimensions(photo),
        resized: dimensions(resized),
        input,
        how,
      });
    default:
      return fit satisfies never;
  }
}

function dimensions({ width, height }: Size): string {
  return `${width} × ${height}`;
}

export const FIT_HELP: ChoiceHelp = {
  what: phrase(
    'How the photo is made as small as the network’s input. Each way gives, byte for byte, what the code under its name gives in a notebook (T is torchvision.transforms); a photo that already has the size is taken as it is.',
  ),
  differs: phrase('Each makes another picture for the network; maps and scores change with it.'),
  try: phrase('the one of the notebook you compare with; then Keras’s, to see how much a map hangs on it.'),
};
