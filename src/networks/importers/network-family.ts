import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** An input or output of a network; a side without a fixed length is 0. */
interface Port {
  readonly name: string;
  readonly dims: readonly number[];
}

/** What is seen of a network before it is understood. */
export interface NetworkTraits {
  /** Kinds of its layers, those of others' libraries with their domain before a dot. */
  readonly kinds: readonly string[];
  /** Names of its layers and weights. */
  readonly names: readonly string[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

interface Family {
  readonly is: Phrase;
  readonly advice: Phrase;
  readonly fits: (
    traits: Readonly<Record<'kinds' | 'names' | 'inputs' | 'outputs', string>>,
    of: NetworkTraits,
  ) => boolean;
}

const CLASSIFIER_INSTEAD = phrase(
  'Lucarne explains scores of classes: choose an image classifier, such as the one that this network was built on.',
);

/** What a network may be besides a classifier that can be read, the most telling signs first. */
const FAMILIES: readonly Family[] = [
  {
    is: phrase('It was optimised for ONNX Runtime, which joins layers into ones of its own.'),
    advice: phrase(
      'Use the file from before that: often “model.onnx” beside “model_optimized.onnx” or “model_q4.onnx”.',
    ),
    fits: ({ kinds }) => /com\.microsoft\.|com\.ms\./.test(kinds),
  },
  {
    is: phrase('It was quantised: it computes with whole numbers.'),
    advice: phrase('Use the file in float32 from before it was quantised.'),
    fits: ({ kinds }) =>
      /\b(QLinear\w+|ConvInteger|MatMulInteger|DynamicQuantizeLinear|QuantizeLinear|DequantizeLinear)\b/.test(
        kinds,
      ),
  },
  {
    is: phrase('It was saved by Keras 1, whose layers have other names and settings.'),
    advice: phrase('Load it with Keras 2.0 to 2.3, save it again, and drop that: model.save("network.h5").'),
    fits: ({ kinds }) => /(^| )((Atrous|De|Separable)?[Cc]onvolution[12]D|Merge)( |$)/.test(kinds),
  },
  {
    is: phrase('It is no neural network, but trees or another model of classical machine learning.'),
    advice: phrase('Choose an image classifier made of layers: gradients need them.'),
    fits: ({ kinds }) => /ai\.onnx\.ml\./.test(kinds),
  },
  {
    is: phrase('It looks like a model of images and text, as CLIP is.'),
    advice: phrase(
      'Export its image encoder alone, with a layer after it that gives a score for each class.',
    ),
    fits: ({ inputs }) => /pixel_values|image/.test(inputs) && /input_ids|attention_mask|text/.test(inputs),
  },
  {
    is: phrase('It looks like a language model.'),
    advice: phrase('Lucarne reads pictures: choose an image classifier.'),
    fits: ({ inputs }) =>
      /input_ids|attention_mask|token_type_ids|decoder_|(^| )(text|tokens?|words?)( |$)/.test(inputs),
  },
  {
    is: phrase('It looks like a part of a diffusion model.'),
    advice: CLASSIFIER_INSTEAD,
    fits: ({ inputs }) => /timestep|encoder_hidden_states|latent_sample/.test(inputs),
  },
  {
    is: phrase('It looks like an object detector: it gives boxes.'),
    advice: CLASSIFIER_INSTEAD,
    fits: ({ kinds, names, outputs }, of) =>
      /NonMaxSuppression|RoiAlign|CombinedNonMax/.test(kinds) ||
      /(^| )(boxes|bboxes|detection_\w+|pred_boxes|num_dets)( |$)/.test(outputs) ||
      /anchor|detect|yolo|\brpn\b|roi_head/i.test(names) ||
      (of.inputs.some(({ dims }) => dims.length === 4) && of.outputs.some(({ dims }) => isBoxes(dims))),
  },
  {
    is: phrase('It looks like a generator: it makes pictures and reads none.'),
    advice: phrase(
      'Choose an image classifier: of a GAN, the discriminator is one where it has a score for each class.',
    ),
    fits: (_, { inputs, outputs }) =>
      inputs.length === 1 &&
      inputs.every(
        ({ dims }) => dims.length === 2 || (dims.length === 4 && dims[2] === 1 && dims[3] === 1),
      ) &&
      outputs.some(isPicture),
  },
  {
    is: phrase('It looks like a network that makes a picture from a picture.'),
    advice: CLASSIFIER_INSTEAD,
    fits: (_, { inputs, outputs }) =>
      inputs.some(isPicture) && outputs.length === 1 && outputs.some(isPicture),
  },
  {
    is: phrase('It looks like a segmentation network: it gives a class for each place.'),
    advice: CLASSIFIER_INSTEAD,
    fits: ({ names, outputs }, of) =>
      /segment|deeplab|unet|fcn_head|mask_head/i.test(`${names} ${outputs}`) ||
      of.outputs.some(({ dims }) => of.inputs.some((input) => hasPlacesOf(dims, input.dims))),
  },
  {
    is: phrase('It looks like a recurrent network, which reads sequences.'),
    advice: phrase('Lucarne reads pictures one by one: choose an image classifier.'),
    fits: ({ kinds }) => /(^| )(LSTM|GRU|RNN|ConvLSTM2D|SimpleRNN|Bidirectional|Embedding)( |$)/.test(kinds),
  },
  {
    is: phrase('It looks like a network for volumes or films: they have a depth or a time, too.'),
    advice: phrase('Lucarne reads pictures one by one: choose an image classifier.'),
    fits: ({ kinds }, { inputs }) =>
      inputs.some(({ dims }) => dims.length === 5) || /(^| )(Conv3D|\w+Pooling3D)( |$)/.test(kinds),
  },
  {
    is: phrase('It looks like a network for sounds or other series of numbers.'),
    advice: phrase('Lucarne reads pictures one by one: choose an image classifier.'),
    fits: (_, { inputs }) =>
      inputs.length === 1 && inputs.every(({ dims }) => dims.length === 3 && dims[1] !== dims[2]),
  },
  {
    is: phrase('It looks like a network for the rows of a table.'),
    advice: phrase('Lucarne reads pictures: choose an image classifier.'),
    fits: (_, { inputs }) =>
      inputs.length === 1 && inputs.every(({ dims }) => dims.length === 2 && (dims[1] ?? 0) < LEAST_ROW),
  },
  {
    is: phrase('It reads several things at once.'),
    advice: phrase(
      'Choose a network that reads one picture, or export the part that reads one picture, with its classifier.',
    ),
    fits: (_, { inputs }) => inputs.length > 1,
  },
  {
    is: phrase('It looks like a vision transformer.'),
    advice: phrase(
      'Vision transformers run as PyTorch exports them: from torchvision, timm or transformers by torch.onnx.export, in float32 and without further optimisation.',
    ),
    fits: ({ kinds, names }) =>
      /attention|\battn\b|cls_token|patch_embed|encoder_layer/i.test(names) ||
      /(^| )MultiHeadAttention( |$)/.test(kinds),
  },
];

/** Whether an output is a list of boxes, each with its numbers: far more than a picture has patches, or a side pixels. */
function isBoxes([, first = 0, second = 0, ...more]: readonly number[]): boolean {
  return (
    more.length === 0 &&
    first > 0 &&
    second > 0 &&
    Math.max(first, second) > FEWEST_BOXES &&
    Math.min(first, second) < 512
  );
}

const FEWEST_BOXES = 1500;

/** A picture whose numbers come in a row has this many at least. */
const LEAST_ROW = 64;

/** Whether a map `dims` has several values at each place of the picture that `input` is. */
function hasPlacesOf(dims: readonly number[], input: readonly number[]): boolean {
  const sides = (of: readonly number[], first: number): string => of.slice(first, first + 2).join();
  const at = [1, 3].includes(input[1] ?? 0) ? 2 : 1;
  return (
    dims.length === 4 &&
    input.length === 4 &&
    input.every((side, i) => i === 0 || side > 0) &&
    [1, 2].some((first) => sides(dims, first) === sides(input, at))
  );
}

function isPicture({ dims }: Port): boolean {
  const [, second = 0, , fourth = 0] = dims;
  const sides = [dims[2] ?? 0, second === 3 || second === 1 ? fourth : (dims[1] ?? 0)];
  return (
    dims.length === 4 &&
    [1, 3].includes(second <= 3 && second > 0 ? second : fourth) &&
    sides.every((side) => side !== 1)
  );
}

const MOST_TEXT = 2 ** 20;

/** An error of a network that cannot be read, with what kind of network it seems to be and what really helps then. */
export function withFamily(error: unknown, traits: () => NetworkTraits): unknown {
  if (!(error instanceof LabError) || !/^unsupported-(op|model)$/.test(error.code)) return error;
  const of = traits();
  const text = (words: readonly string[]): string => words.join(' ').slice(0, MOST_TEXT);
  const read = {
    kinds: text([...new Set(of.kinds)]),
    names: text(of.names),
    inputs: text(of.inputs.map(({ name }) => name)),
    outputs: text(of.outputs.map(({ name }) => name)),
  };
  const family = FAMILIES.find(({ fits }) => fits(read, of));
  if (!family) return error;
  const what = phrase('{what} {family}', { what: error.toData().message, family: family.is });
  return new LabError(error.code, what, family.advice, { cause: error });
}
