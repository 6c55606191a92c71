import { functional, inputLayer, layer, type LayersFile, layersModel, sequential } from './layers-file';

const nested = (depth: number, inner: unknown): unknown => {
  let value = inner;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};
export const conv = (config = {}) =>
  layer('Conv2D', 'conv', { filters: 4, kernel_size: 3, ...config }, ['x']);
const one = (shape: readonly number[], config = {}) =>
  layersModel(functional([inputLayer(), conv(config)], 'conv'), { 'conv/kernel': shape, 'conv/bias': [4] });
export const chain = (length: number, className: string, config = {}) =>
  Array.from({ length }, (_, i) => layer(className, `l${i}`, config, [i === 0 ? 'x' : `l${i - 1}`]));

/** Hostile files, and what their refusals say. */
export const HOSTILE: readonly (readonly [string, () => LayersFile, RegExp])[] = [
  ['a huge picture', () => layersModel(functional([inputLayer('x', [null, 1e9, 1e9, 3])], 'x')), /1 to 4096/],
  [
    'a picture of half pixels',
    () => layersModel(functional([inputLayer('x', [null, 0.5, -3, 3])], 'x')),
    /1 to 4096/,
  ],
  [
    'a circle',
    () =>
      layersModel(
        functional([inputLayer(), layer('Add', 'a', {}, ['x', 'b']), layer('ReLU', 'b', {}, ['a'])], 'b'),
      ),
    /runs in a circle: layer “b”/,
  ],
  [
    'a layer that reads itself',
    () => layersModel(functional([inputLayer(), layer('ReLU', 'a', {}, ['a'])], 'a')),
    /circle/,
  ],
  [
    'a layer from nowhere',
    () => layersModel(functional([inputLayer(), layer('ReLU', 'a', {}, ['ghost'])], 'a')),
    /“ghost”/,
  ],
  [
    'two layers of one name',
    () =>
      layersModel(
        functional([inputLayer(), layer('ReLU', 'a', {}, ['x']), layer('ReLU', 'a', {}, ['a'])], 'a'),
      ),
    /Two layers/,
  ],
  [
    'models in models that are called more and more often',
    () => {
      const called = (name: string, reads: string) => [[[reads, 0, 0, {}]], [[name, 0, 0, {}]]];
      const inside = (depth: number): Record<string, unknown> => {
        const inner = depth === 0 ? layer('ReLU', 'a') : { ...inside(depth - 1), name: 'a' };
        const made = functional(
          [inputLayer(), { ...inner, inbound_nodes: called('a', 'x') }],
          'a',
          `m${depth}`,
        );
        const config = made['config'] as Record<string, unknown>;
        return { ...made, config: { ...config, output_layers: [['a', 1, 0]] } };
      };
      return layersModel(inside(12));
    },
    /at most 1000 models in models/,
  ],
  [
    'a second output',
    () =>
      layersModel(
        functional([inputLayer(), { ...layer('ReLU', 'a'), inbound_nodes: [[['x', 0, 1, {}]]] }], 'a'),
      ),
    /Output 1 of “x”/,
  ],
  [
    'two pictures',
    () => layersModel(functional([inputLayer(), inputLayer('z'), layer('Add', 'a', {}, ['x', 'z'])], 'a')),
    /2 inputs/,
  ],
  [
    '2 GB of declared weights with a small file',
    () => {
      const { json } = one([3, 3, 3, 4]);
      const weights = [{ name: 'conv/kernel', shape: [512, 1024, 1024], dtype: 'float32' }];
      return { json: { ...json, weightsManifest: [{ paths: ['w'], weights }] }, bytes: new Uint8Array(1024) };
    },
    /Expected 2147483648 bytes/,
  ],
  [
    'weights whose size overflows',
    () => {
      const { json } = one([3, 3, 3, 4]);
      const weights = [{ name: 'conv/kernel', shape: [1e300, 1e300, 0], dtype: 'float32' }];
      return { json: { ...json, weightsManifest: [{ paths: ['w'], weights }] }, bytes: new Uint8Array() };
    },
    /Expected NaN bytes/,
  ],
  ['a kernel of too many dimensions', () => one([3, 3, 3, 4, 1]), /4 dimensions/],
  ['a kernel of too few', () => one([27, 4]), /4 dimensions/],
  ['a kernel of no size', () => one([3, 0, 3, 4]), /window/],
  [
    'a bias of another length',
    () =>
      layersModel(functional([inputLayer(), conv()], 'conv'), {
        'conv/kernel': [3, 3, 3, 4],
        'conv/bias': [5],
      }),
    /of shape \[4\], got \[5\]/,
  ],
  [
    'weights that are not numbers',
    () =>
      layersModel(
        functional([inputLayer(), conv({ use_bias: false })], 'conv'),
        { 'conv/kernel': [3, 3, 3, 4] },
        NaN,
      ),
    /holds NaN/,
  ],
  ...[0, -3, 2, 1.5, 1e300].map(
    (groups) => [`${groups} groups`, () => one([3, 3, 3, 4], { groups }), /groups|channels|outputs/] as const,
  ),
  ...[0, -1, 1.5, 1e300].map(
    (strides) => [`strides of ${strides}`, () => one([3, 3, 3, 4], { strides }), /./] as const,
  ),
  [
    'gigantic padding',
    () =>
      layersModel(
        functional(
          [
            inputLayer(),
            layer('ZeroPadding2D', 'p', { padding: 1e9 }, ['x']),
            layer('AveragePooling2D', 'a', {}, ['p']),
          ],
          'a',
        ),
      ),
    /impossible shape/,
  ],
  [
    'negative padding',
    () =>
      layersModel(
        functional(
          [
            inputLayer(),
            layer('ZeroPadding2D', 'p', { padding: -1 }, ['x']),
            layer('AveragePooling2D', 'a', {}, ['p']),
          ],
          'a',
        ),
      ),
    /padding/,
  ],
  [
    'a gigantic reshape',
    () =>
      layersModel(
        functional([inputLayer(), layer('Reshape', 'r', { target_shape: [1e200, 1e200, -1] }, ['x'])], 'r'),
      ),
    /do not fit|impossible/,
  ],
  [
    'a reshape of many dimensions',
    () =>
      layersModel(
        functional([inputLayer(), layer('Reshape', 'r', { target_shape: Array(1e5).fill(1) }, ['x'])], 'r'),
      ),
    /target_shape/,
  ],
  [
    'channels that double with every layer',
    () =>
      layersModel(
        functional(
          [
            inputLayer(),
            ...Array.from({ length: 64 }, (_, i) =>
              layer('Concatenate', `l${i}`, {}, Array(2).fill(i === 0 ? 'x' : `l${i - 1}`) as string[]),
            ),
          ],
          'l63',
        ),
      ),
    /impossible shape/,
  ],
  [
    'more layers than any network',
    () => layersModel(sequential([inputLayer(), ...chain(30_000, 'ReLU')])),
    /at most 20000 layers/,
  ],
  [
    'models in models in models',
    () => {
      let topology = sequential([inputLayer(), layer('ReLU', 'r')], 'm');
      for (let i = 0; i < 40; i++) topology = sequential([topology], `m${i}`);
      return layersModel(topology);
    },
    /deep/,
  ],
  [
    'a million values',
    () => layersModel(sequential([inputLayer(), layer('ReLU', 'r', { extra: Array(2_000_000).fill(0) })])),
    /far larger/,
  ],
  [
    'a deep setting',
    () => layersModel(sequential([inputLayer(), layer('ReLU', 'r', { max_value: nested(5000, 1) })])),
    /128 deep/,
  ],
  [
    'a deep list of calls',
    () =>
      layersModel(
        functional([inputLayer(), { ...layer('ReLU', 'r'), inbound_nodes: nested(100, 'x') }], 'r'),
      ),
    /deep|reads/,
  ],
  [
    'an enormous layer name',
    () => layersModel(sequential([inputLayer(), layer('ReLU', 'A'.repeat(1e7))])),
    /Keras model/,
  ],
  [
    'an enormous setting',
    () => layersModel(sequential([inputLayer(), layer('Activation', 'a', { activation: 'A'.repeat(1e7) })])),
    /^Activation “A+ \.\.\./,
  ],
  [
    'a layer called constructor',
    () => layersModel(sequential([inputLayer(), layer('constructor', 'a')])),
    /^constructor at layer “a” is not supported/,
  ],
  [
    'a layer called __proto__',
    () => layersModel(sequential([inputLayer(), layer('__proto__', 'a')])),
    /^__proto__ at layer “a” is not supported/,
  ],
  ['a model that is a list', () => layersModel([] as never), /Keras model/],
  ['settings that are nothing', () => layersModel({ class_name: 'Sequential', config: null }), /Keras model/],
];
