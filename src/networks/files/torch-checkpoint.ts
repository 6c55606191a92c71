import { EXPORT_RECIPES } from '../../core/records/export-recipes';
import { EXPORTED_PROGRAM } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** What a PyTorch file is made of, as far as its pickle or its header names it. */
export interface TorchCheckpoint {
  /** TorchScript has its code with it. */
  readonly script: boolean;
  /** The class of a whole model, with its module: `torchvision.models.resnet.ResNet`. */
  readonly className?: string | undefined;
  /** Names of its weights, where it holds no more. */
  readonly weights: readonly string[];
  /** The key under which the model or the weights lie, where other things lie beside them. */
  readonly under?: string | undefined;
  /** Whether Lightning wrote it. */
  readonly lightning?: boolean;
}

/** What the pickle names that Lightning writes; others write no such key. */
const LIGHTNING = 'pytorch-lightning_version';
/** What a file from before PyTorch 1.6 begins with: how long its numbers are. */
const OF_OLD = ['protocol_version', 'long'] as const;

/** What every checkpoint names: containers, tensors and their types. */
const NO_MODEL =
  /^(collections|torch\._utils|torch\.(_|storage|serialization|nn\.parameter|nn\.modules)|torch$|numpy|builtins|__builtin__|copy_?reg|_codecs|argparse|pathlib|datetime|omegaconf)/;
const MOST_NAMES = 20_000;
const LONGEST_NAME = 200;

/**
 * What the pickle of a PyTorch file names, read as bytes: nothing in it is run. Classes are `c` (module, newline, name, newline),
 * texts `X` with a length. Format: https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
export function checkpointOf(pickle: Uint8Array, script = false): TorchCheckpoint {
  const { classes, texts } = namesIn(pickle);
  const [first, last] = OF_OLD;
  const begin = texts[0] === first ? texts.indexOf(last) + 1 : 0;
  /** The key that comes right before the `at`th text. */
  const keyBefore = (at: number): string | undefined => {
    const key =
      at > begin ? texts.slice(begin, at).findLast((text) => /^[A-Za-z_]\w*$/.test(text)) : undefined;
    // A file of old marks a class so.
    return begin > 0 && key === 'module' ? undefined : key;
  };
  const model = classes.find(({ module }) => !NO_MODEL.test(module));
  if (model) {
    const plain = model.module.replace(/^__torch__\.?|^__main__$/, '');
    const className = [plain, model.name].filter(Boolean).join('.');
    return { script, className, weights: [], under: keyBefore(model.after) };
  }
  return {
    script,
    weights: texts.filter((name) => WEIGHT.test(name)),
    under: keyBefore(texts.findIndex((name) => WEIGHT.test(name))),
    lightning: texts.includes(LIGHTNING),
  };
}

/** Whether a bare pickle is of another library: nothing in it is PyTorch's, whose own begin with a number of theirs. */
export function isOtherPickle(pickle: Uint8Array): boolean {
  if (pickle[0] !== 0x80 || pickle[2] === 0x8a) return false;
  const { classes, texts } = namesIn(pickle);
  return (
    !classes.some(({ module }) => module.startsWith('torch')) &&
    !texts.some((text) => text.startsWith('torch'))
  );
}

/** What the weights of common layers are called, with the path to them. */
const WEIGHT = /\.(weight|bias|running_mean)$/;

/** The classes and the texts of a pickle, in order. */
function namesIn(pickle: Uint8Array): {
  /** Each with how many texts came before it. */
  readonly classes: readonly { readonly module: string; readonly name: string; readonly after: number }[];
  readonly texts: readonly string[];
} {
  const letters = new TextDecoder('latin1').decode(pickle);
  const bytes = new DataView(pickle.buffer, pickle.byteOffset, pickle.byteLength);
  const classes: { module: string; name: string; after: number }[] = [];
  const texts: string[] = [];
  const global = /c([A-Za-z_][\w.]*)\n([A-Za-z_][\w.]*)\n/y;
  for (let at = 0; at < pickle.length && texts.length < MOST_NAMES; at++) {
    if (pickle[at] === 0x58 && at + 5 < pickle.length) {
      const length = bytes.getUint32(at + 1, true);
      const text = length > LONGEST_NAME ? '' : letters.slice(at + 5, at + 5 + length);
      if (!/^[\w.-]+$/.test(text)) continue;
      texts.push(text);
      at += 4 + length;
    } else if (pickle[at] === 0x63) {
      global.lastIndex = at;
      const [whole, module, name] = global.exec(letters) ?? [];
      if (whole === undefined || module === undefined || name === undefined) continue;
      classes.push({ module, name, after: texts.length });
      at += whole.length - 1;
    }
  }
  return { classes, texts };
}

/** Names of the weights in the header of a safetensors file, a JSON text behind its length. Format: https://huggingface.co/docs/safetensors */
export async function safetensorsWeights(file: Blob): Promise<readonly string[]> {
  try {
    const head = new DataView(await file.slice(0, 8).arrayBuffer());
    const length = Number(head.getBigUint64(0, true));
    if (length > LARGEST_HEADER) return [];
    const json: unknown = JSON.parse(await file.slice(8, 8 + length).text());
    return typeof json === 'object' && json !== null ? Object.keys(json).slice(0, MOST_NAMES) : [];
  } catch {
    return [];
  }
}

const LARGEST_HEADER = 2 ** 24;

/** torchvision's networks by weights that only they have. */
const OF_TORCHVISION: readonly (readonly [name: string, weight: RegExp, absent?: RegExp])[] = [
  ['resnet152', /^layer3\.35\.conv3\./],
  ['resnet101', /^layer3\.22\.conv3\./],
  ['resnet50', /^layer3\.5\.conv3\./],
  ['resnet34', /^layer3\.5\.conv2\./],
  ['resnet18', /^layer4\.1\.conv2\./],
  ['densenet201', /^features\.denseblock3\.denselayer48\./],
  ['densenet161', /^features\.denseblock3\.denselayer36\./],
  ['densenet169', /^features\.denseblock4\.denselayer32\./],
  ['densenet121', /^features\.denseblock4\.denselayer16\./],
  ['vit_l_16', /^encoder\.layers\.encoder_layer_23\./],
  ['vit_b_16', /^encoder\.layers\.encoder_layer_11\./],
  ['efficientnet_b0', /^features\.1\.0\.block\.1\.fc1\./, /^features\.1\.1\./],
  ['squeezenet1_1', /^features\.11\.expand3x3\./],
  ['mobilenet_v2', /^features\.17\.conv\.3\./],
  ['vgg19_bn', /^features\.49\.weight/],
  ['vgg16_bn', /^features\.40\.weight/],
  ['vgg19', /^features\.34\.weight/],
  ['vgg13_bn', /^features\.31\.weight/],
  ['vgg16', /^features\.28\.weight/],
];

/** torchvision's name for the network that has weights called so; undefined where it is none that is known here. */
export function torchvisionNetwork(weights: readonly string[]): string | undefined {
  const bare = weights.map((name) => name.replace(/^(module|model|net|backbone)\./, ''));
  const has = (weight: RegExp): boolean => bare.some((name) => weight.test(name));
  return OF_TORCHVISION.find(([, weight, absent]) => has(weight) && !(absent && has(absent)))?.[0];
}

const EXPORT = EXPORT_RECIPES.torch.code;
/** PyTorch's new exporter takes no TorchScript. */
const EXPORT_SCRIPT = EXPORT.replace('")', '", dynamo=False)');

/** The error of a PyTorch file: what it holds, and the lines of Python that make of it what the lab reads. */
export function torchCheckpointError(file: string, checkpoint: TorchCheckpoint): LabError {
  const name = file.slice(0, LONGEST_NAME);
  const quoted = `"${name.replaceAll('"', '')}"`;
  const { is, code, note, whole } = recipeOf(checkpoint, quoted);
  return new LabError(
    'other-format',
    phrase(
      '“{name}” is {is}. The lab reads ONNX files, Keras files (.keras, .h5) and TensorFlow.js models.',
      { name, is },
    ),
    phrase('In Python: {code}, then drop what it writes here. {note}', {
      code: whole ? code : `${code}; ${checkpoint.script ? EXPORT_SCRIPT : EXPORT}`,
      note,
    }),
  );
}

/** The error of a program that `torch.export.save` wrote. */
export function exportedProgramError(file: string): LabError {
  const name = file.slice(0, LONGEST_NAME);
  return new LabError(
    'other-format',
    phrase(
      '“{name}” is {is}. The lab reads ONNX files, Keras files (.keras, .h5) and TensorFlow.js models.',
      { name, is: EXPORTED_PROGRAM.is },
    ),
    phrase('In Python: {code}, then drop what it writes here.', {
      code: `torch.onnx.export(torch.export.load("${name.replaceAll('"', '')}"), f="network.onnx")`,
    }),
  );
}

const SIZE_NOTE = phrase('Put your network’s own channels and size in place of 3, 224, 224.');

function recipeOf(
  { script, className, weights, under, lightning }: TorchCheckpoint,
  file: string,
): { is: Phrase; code: string; note: Phrase; whole?: true } {
  if (script)
    return { is: phrase('a TorchScript model'), code: `model = torch.jit.load(${file})`, note: SIZE_NOTE };
  if (className !== undefined) {
    const is = phrase('a whole PyTorch model, of the class {className}', { className });
    if (/^ultralytics\./.test(className))
      return {
        is,
        code: `ultralytics.YOLO(${file}).export(format="onnx")`,
        note: phrase('Of its models those that classify are read here, not those that find boxes.'),
        whole: true,
      };
    if (/^fastai\./.test(className))
      return { is, code: `model = fastai.learner.load_learner(${file}).model`, note: SIZE_NOTE };
    return {
      is,
      code: `model = torch.load(${file}, weights_only=False)${under === undefined ? '' : `["${under}"]`}`,
      note: phrase('Import the class {className} first. {size}', {
        className: className.split('.').at(-1) ?? '',
        size: SIZE_NOTE,
      }),
    };
  }
  if (lightning)
    return {
      is: phrase('a PyTorch Lightning checkpoint'),
      code: `model = YourModule.load_from_checkpoint(${file})`,
      note: phrase(
        'Put the LightningModule that was trained for YourModule, and its own channels and size for 3, 224, 224.',
      ),
    };
  if (weights.length === 0)
    return {
      is: phrase('a PyTorch checkpoint in which no weights are found'),
      code: 'model = YourNetwork()',
      note: phrase(
        'Put the class that the weights were trained in for YourNetwork, and its own channels and size for 3, 224, 224.',
      ),
    };
  const known = torchvisionNetwork(weights);
  if (known !== undefined)
    return {
      is: phrase('weights alone, named like those of {known}', { known }),
      code: `model = torchvision.models.${known}(num_classes=…); model.load_state_dict(${loaded(file, under)})`,
      note: phrase('Put its number of classes in place of the three dots.'),
    };
  return {
    is: phrase('a PyTorch checkpoint, of weights alone'),
    code: `model = YourNetwork(); model.load_state_dict(${loaded(file, under)})`,
    note: phrase(
      'Put the class that the weights were trained in for YourNetwork, and its own channels and size for 3, 224, 224.',
    ),
  };
}

function loaded(file: string, under: string | undefined): string {
  if (/\.safetensors"$/i.test(file)) return `safetensors.torch.load_file(${file})`;
  return `torch.load(${file})${under === undefined ? '' : `["${under}"]`}`;
}
