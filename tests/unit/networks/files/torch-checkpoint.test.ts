import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { LabError } from '../../../../src/core/records/lab-error';
import { readModelFiles } from '../../../../src/networks/storage/weights';

const latin = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** A text, and a class, as protocol 2 of pickle writes them. */
const text = (value: string): string => `X${String.fromCharCode(value.length)}\0\0\0${value}`;
const named = (module: string, name: string): string => `c${module}\n${name}\nq\x01`;

const STATE = `${named('collections', 'OrderedDict')})Rq\x02(`;
const tensor = `${named('torch._utils', '_rebuild_tensor_v2')}(`;
const weights = (...names: string[]): string =>
  `\x80\x02${STATE}${names.map((name) => text(name) + tensor).join('')}u.`;

/** As `torch.save` packs it. */
const saved = (name: string, pickle: string, more: Readonly<Record<string, Uint8Array>> = {}): File =>
  new File([zipSync({ 'archive/data.pkl': latin(pickle), 'archive/data/0': latin('0000'), ...more })], name);

async function refusalOf(file: File): Promise<LabError> {
  return readModelFiles([file]).then(
    () => {
      throw new Error('a checkpoint was read');
    },
    (error: unknown) => error as LabError,
  );
}

describe('a PyTorch file', () => {
  it.each<[string, File, RegExp, RegExp]>([
    [
      'a whole model of a class of one’s own',
      saved('digits.pt', `\x80\x02${named('__main__', 'DigitNet')})\x81}(${tensor}`),
      /“digits\.pt” is a whole PyTorch model, of the class DigitNet\./,
      /model = torch\.load\("digits\.pt", weights_only=False\); torch\.onnx\.export\(model\.eval\(\).*Import the class DigitNet first\./,
    ],
    [
      'a whole model of a library',
      saved('w.pt', `\x80\x02${named('torchvision.models.resnet', 'ResNet')})\x81`),
      /of the class torchvision\.models\.resnet\.ResNet\./,
      /Import the class ResNet first/,
    ],
    [
      'TorchScript',
      saved('s.pt', `\x80\x02${named('__torch__', 'Net')})\x81`, {
        'archive/code/__torch__.py': latin('class Net'),
      }),
      /is a TorchScript model\./,
      /torch\.jit\.load\("s\.pt"\)/,
    ],
    [
      'weights of a network of torchvision',
      saved('r.pth', weights('conv1.weight', 'layer4.1.conv2.weight', 'fc.weight')),
      /weights alone, named like those of resnet18\./,
      /model = torchvision\.models\.resnet18\(num_classes=…\); model\.load_state_dict\(torch\.load\("r\.pth"\)\)/,
    ],
    [
      'weights beside the epoch, trained on several GPUs',
      saved(
        'c.pth',
        `\x80\x02}(${text('model_state_dict')}${weights('module.layer3.5.conv3.weight', 'module.fc.bias')}`,
      ),
      /named like those of resnet50\./,
      /load_state_dict\(torch\.load\("c\.pth"\)\["model_state_dict"\]\)/,
    ],
    [
      'weights under a name of one’s own, beside the accuracy',
      saved('ckpt.pth', `\x80\x02}(${text('net')}${weights('conv1.bias').slice(2)}${text('acc')}K\x5a`),
      /of weights alone\./,
      /load_state_dict\(torch\.load\("ckpt\.pth"\)\["net"\]\)/,
    ],
    [
      'weights in an old file, which says first how long its numbers are',
      new File(
        [
          latin(
            `\x80\x02\x8a\x0al\xfc.\x80\x02}(${text('protocol_version')}${text('type_sizes')}${text('long')}u.${weights('a.weight')}`,
          ),
        ],
        'old.pth',
      ),
      /of weights alone\./,
      /load_state_dict\(torch\.load\("old\.pth"\)\)/,
    ],
    [
      'a whole model in an old file, which marks classes',
      new File(
        [
          latin(
            `\x80\x02\x8a\x0al\xfc.\x80\x02}(${text('protocol_version')}${text('long')}u.\x80\x02(${text('module')}${named('nets', 'Net')})\x81`,
          ),
        ],
        'old.pth',
      ),
      /of the class nets\.Net\./,
      /torch\.load\("old\.pth", weights_only=False\);/,
    ],
    [
      'a model beside its epoch',
      saved('e.pt', `\x80\x02}(${text('epoch')}K\x01${text('model')}${named('nets', 'Net')})\x81`),
      /a whole PyTorch model, of the class nets\.Net\./,
      /torch\.load\("e\.pt", weights_only=False\)\["model"\]/,
    ],
    [
      'a model of Ultralytics',
      saved(
        'best.pt',
        `\x80\x02}(${text('model')}${named('ultralytics.nn.tasks', 'ClassificationModel')})\x81`,
      ),
      /of the class ultralytics\.nn\.tasks\.ClassificationModel\./,
      /ultralytics\.YOLO\("best\.pt"\)\.export\(format="onnx"\)/,
    ],
    [
      'a learner of fastai',
      saved('export.pkl', `\x80\x02${named('fastai.learner', 'Learner')})\x81`),
      /of the class fastai\.learner\.Learner\./,
      /model = fastai\.learner\.load_learner\("export\.pkl"\)\.model; torch\.onnx\.export/,
    ],
    [
      'a checkpoint of Lightning',
      saved(
        'last.ckpt',
        `\x80\x02}(${text('pytorch-lightning_version')}${text('2.1.0')}${text('state_dict')}${weights('model.a.weight').slice(2)}`,
      ),
      /is a PyTorch Lightning checkpoint\./,
      /model = YourModule\.load_from_checkpoint\("last\.ckpt"\)/,
    ],
    [
      'numbers alone',
      saved('t.pt', `\x80\x02${tensor}`),
      /is a PyTorch checkpoint in which no weights are found\./,
      /torch\.onnx\.export/,
    ],
    ...(
      [
        ['vgg16_bn', ['features.40.weight', 'features.34.weight', 'features.1.running_mean']],
        ['vgg13_bn', ['features.31.weight', 'features.28.weight', 'features.1.running_mean']],
        [
          'densenet169',
          [
            'features.denseblock4.denselayer16.norm1.weight',
            'features.denseblock4.denselayer32.norm1.weight',
          ],
        ],
        [
          'vit_l_16',
          ['encoder.layers.encoder_layer_11.ln_1.weight', 'encoder.layers.encoder_layer_23.ln_1.weight'],
        ],
      ] as const
    ).map(([known, names]): [string, File, RegExp, RegExp] => [
      `weights of ${known}, which a smaller one has a part of`,
      saved('k.pth', weights(...names)),
      new RegExp(`named like those of ${known}\\.`),
      new RegExp(`torchvision\\.models\\.${known}\\(`),
    ]),
    [
      'weights of nobody knows what',
      saved('x.pth', weights('a.weight', 'b.bias')),
      /is a PyTorch checkpoint, of weights alone\./,
      /YourNetwork\(\)/,
    ],
    [
      'an old one, a bare pickle',
      new File([latin(weights('features.0.weight', 'features.34.weight', 'classifier.6.weight'))], 'old.pth'),
      /named like those of vgg19\./,
      /torchvision\.models\.vgg19/,
    ],
  ])('is named, with what to run: %s', async (_name, file, is, advice) => {
    const error = await refusalOf(file);
    expect(error.code).toBe('other-format');
    expect(error.message).toMatch(is);
    expect(error.nextStep).toMatch(advice);
  });

  it('of safetensors is known by the names in its header', async () => {
    const header = JSON.stringify({
      'layer4.1.conv2.weight': { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    });
    const length = new DataView(new ArrayBuffer(8));
    length.setBigUint64(0, BigInt(header.length), true);
    const error = await refusalOf(new File([length, header, new Uint8Array(4)], 'model.safetensors'));
    expect(error.nextStep).toContain(
      'model = torchvision.models.resnet18(num_classes=…); model.load_state_dict(safetensors.torch.load_file("model.safetensors"))',
    );
  });
});
