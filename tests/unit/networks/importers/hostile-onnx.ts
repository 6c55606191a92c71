import { PbfWriter } from 'pbf';
import { type FileSpec, type NodeSpec, onnxFile, type TensorSpec } from '../../../../testing/onnx-file';

export const k: TensorSpec = { name: 'k', dims: [4, 3, 3, 3], values: new Float32Array(108).fill(0.1) };
export const conv: NodeSpec = { op: 'Conv', inputs: ['x', 'k'], output: 'conv' };
export const pool: NodeSpec = { op: 'GlobalAveragePool', inputs: ['conv'], output: 'gap' };
export const flat: NodeSpec = { op: 'Flatten', inputs: ['gap'], output: 'y' };
export const small: FileSpec = { weights: [k], nodes: [conv, pool, flat] };

export const ints = (name: string, values: number[]): TensorSpec => ({
  name,
  dims: [values.length],
  values,
  as: 'int64_data',
});
export const relu = (input: string, output: string): NodeSpec => ({ op: 'Relu', inputs: [input], output });
export const chain = (length: number, link: (from: string, to: string, i: number) => NodeSpec): NodeSpec[] =>
  Array.from({ length }, (_, i) => link(i === 0 ? 'x' : `v${i}`, `v${i + 1}`, i));

/** A file whose graph is made field by field. */
function raw(graph: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeMessage(7, (_: null, p) => graph(p), null);
  return pbf.finish().slice();
}

/** Hostile files, and what their refusals say. */
export const HOSTILE: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  [
    'a picture of huge sides',
    () => onnxFile({ ...small, input: [1, 3, 2 ** 31 - 1, 2 ** 31 - 1] }),
    /1 to 4096/,
  ],
  [
    'a long circle',
    () => {
      const nodes = chain(5000, relu);
      return onnxFile({
        nodes: [{ ...conv, inputs: ['v5000', 'k'], output: 'x0' }, relu('x0', 'v1'), ...nodes.slice(1)],
      });
    },
    /circle/,
  ],
  [
    '2 GB of declared weights in a small file',
    () => onnxFile({ ...small, weights: [{ ...k, dims: [512, 1024, 1024, 1], values: [] }] }),
    /should hold|impossible/,
  ],
  [
    'weights whose size overflows 2^53',
    () => onnxFile({ ...small, weights: [{ ...k, dims: [2 ** 30, 2 ** 30, 3, 3] }] }),
    /impossible shape/,
  ],
  [
    'weights of a negative size',
    () => onnxFile({ ...small, weights: [{ ...k, dims: [-4, -3, 3, 3] }] }),
    /impossible shape/,
  ],
  [
    'weights of no size',
    () => onnxFile({ ...small, weights: [{ ...k, dims: [4, 3, 0, 3], values: [] }] }),
    /window|impossible/,
  ],
  [
    'a kernel of no outputs',
    () => onnxFile({ ...small, weights: [{ ...k, dims: [0, 3, 3, 3], values: [] }] }),
    /impossible/,
  ],
  [
    'a weight that is not a number',
    () => onnxFile({ ...small, weights: [{ ...k, values: new Float32Array(108).fill(NaN) }] }),
    /“conv\/kernel” holds NaN/,
  ],
  [
    'an infinite weight',
    () => onnxFile({ ...small, weights: [{ ...k, values: new Float32Array(108).fill(Infinity) }] }),
    /holds Infinity/,
  ],
  ...[0, -1, 3, 2 ** 31, 1e15].map(
    (group) =>
      [
        `a convolution in ${group} groups`,
        () => onnxFile({ ...small, nodes: [{ ...conv, attributes: { group } }, pool, flat] }),
        /groups|weights expect/,
      ] as const,
  ),
  [
    'a depthwise multiplier that is no whole number',
    () =>
      onnxFile({
        weights: [{ name: 'k', dims: [4, 1, 3, 3], values: new Float32Array(36) }],
        nodes: [{ ...conv, attributes: { group: 3 } }, pool, flat],
      }),
    /4 outputs do not split into 3 groups/,
  ],
  [
    'a bias of another length',
    () =>
      onnxFile({
        nodes: [{ ...conv, inputs: ['x', 'k', 'b'] }, pool, flat],
        weights: [k, { name: 'b', dims: [5], values: [1, 2, 3, 4, 5] }],
      }),
    /should hold 4 numbers, got 5/,
  ],
  [
    'gigantic padding',
    () => onnxFile({ ...small, nodes: [{ ...conv, attributes: { pads: [2 ** 40, 0, 0, 0] } }, pool, flat] }),
    /impossible shape/,
  ],
  [
    'a gigantic Pad',
    () =>
      onnxFile({
        weights: [k, ints('p', [0, 0, 1e9, 1e9, 0, 0, 1e9, 1e9])],
        nodes: [{ op: 'Pad', inputs: ['x', 'p'], output: 'q' }, { ...conv, inputs: ['q', 'k'] }, pool, flat],
      }),
    /impossible shape/,
  ],
  [
    'negative padding',
    () => onnxFile({ ...small, nodes: [{ ...conv, attributes: { pads: [-1, 0, 0, 0] } }, pool, flat] }),
    /padding/,
  ],
  [
    'strides of 2^60',
    () =>
      onnxFile({
        ...small,
        nodes: [
          { ...conv, attributes: { strides: [2 ** 60, 2 ** 60], dilations: [2 ** 60, 1] } },
          pool,
          flat,
        ],
      }),
    /./,
  ],
  [
    'a gigantic reshape',
    () =>
      onnxFile({
        ...small,
        weights: [k, ints('s', [1, 2 ** 52, 2 ** 52, -1])],
        nodes: [conv, { op: 'Reshape', inputs: ['conv', 's'], output: 'y' }],
      }),
    /does not fit/,
  ],
  [
    'channels that double with every layer',
    () =>
      onnxFile({
        nodes: chain(64, (from, to) => ({
          op: 'Concat',
          inputs: [from, from],
          output: to,
          attributes: { axis: 1 },
        })),
      }),
    /impossible shape/,
  ],
  [
    'a shape that doubles with every layer',
    () =>
      onnxFile({
        ...small,
        nodes: [
          { op: 'Shape', inputs: ['x'], output: 'v0' },
          ...Array.from({ length: 60 }, (_, i) => ({
            op: 'Concat',
            inputs: [`v${i}`, `v${i}`],
            output: `v${i + 1}`,
          })),
          { op: 'Reshape', inputs: ['x', 'v60'], output: 'y' },
        ],
      }),
    /more than a network needs/,
  ],
  [
    'a list of a billion zeros',
    () =>
      onnxFile({
        ...small,
        weights: [k, ints('n', [1e9])],
        nodes: [
          { op: 'ConstantOfShape', inputs: ['n'], output: 'z' },
          { op: 'Reshape', inputs: ['x', 'z'], output: 'y' },
        ],
      }),
    /ConstantOfShape/,
  ],
  [
    'a million classes',
    () => onnxFile({ input: [1, 3, 1024, 1024], nodes: [relu('x', 'y')] }),
    /at most 100000 classes/,
  ],
  [
    'more layers than any network',
    () =>
      raw((pbf) => {
        for (let i = 0; i < 500_000; i++) pbf.writeBytesField(1, new Uint8Array());
      }),
    /at most 20,000 layers/,
  ],
  ['30,000 layers', () => onnxFile({ nodes: chain(30_000, relu) }), /at most 20,000 layers/],
  [
    'a layer of a million inputs',
    () =>
      raw((pbf) => {
        pbf.writeMessage(
          1,
          (_: null, p) => {
            for (let i = 0; i < 1_000_000; i++) p.writeStringField(1, 'x');
          },
          null,
        );
      }),
    /at most 200,000 parts/,
  ],
  [
    'weights in a million pieces',
    () =>
      raw((pbf) => {
        pbf.writeMessage(
          5,
          (_: null, p) => {
            for (let i = 0; i < 1_000_000; i++) p.writeFloatField(4, 1);
          },
          null,
        );
      }),
    /at most 200,000 parts/,
  ],
  [
    'an op with an enormous name',
    () => onnxFile({ nodes: [{ op: 'A'.repeat(5_000_000), inputs: ['x'], output: 'y' }] }),
    /^A+ \.\.\. A+ at node y is not supported\.$|^A+ \.\.\. /,
  ],
  [
    'an op called constructor',
    () => onnxFile({ nodes: [{ op: 'constructor', inputs: ['x'], output: 'y' }] }),
    /^constructor at node y is not supported\.$/,
  ],
  [
    'an op called __proto__',
    () => onnxFile({ nodes: [{ op: '__proto__', inputs: ['x'], output: 'y' }] }),
    /^__proto__ at node y is not supported/,
  ],
];
