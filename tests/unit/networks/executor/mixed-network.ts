import fc from 'fast-check';
import { PREPROCESSINGS } from '../../../../src/core/records/preprocessings';
import type { ImportedNetwork, Node, OpName, WeightArray } from '../../../../src/networks/graph/graph';
import { outputShape } from '../../../../src/networks/graph/output-shape';
import type { Shape } from '../../../../src/networks/graph/shapes';
import { generator } from '../../../../testing/small-generator';

const CLASSES = 3;
const ONE = [1, 1] as const;
const SMOOTH = ['silu', 'gelu', 'geluTanh', 'tanh', 'softplus', 'mish', 'softsign'] as const;

/** What may be put on a map, on tokens, or on both. Nothing has a kink, so that differences tell slopes. */
const BLOCKS = [
  'conv',
  'groups',
  'depthwise',
  'upConv',
  'avgPool',
  'resize',
  'gate',
  'groupNorm',
  'localNorm',
  'turn',
  'activation',
  'sigmoid',
  'batchNorm',
  'layerNorm',
  'scale',
  'offset',
  'slice',
  'pad',
  'residual',
  'split',
  'mean',
  'attention',
  'dense',
  'dropout',
] as const;

const block = fc.record({ kind: fc.constantFrom(...BLOCKS), draw: fc.nat(1000) });

/** What a network of old and new ops is made from; it shrinks to fewer blocks. */
export const mixedPlan = fc.record({
  side: fc.integer({ min: 5, max: 8 }),
  blocks: fc.array(block, { minLength: 2, maxLength: 9 }),
  seed: fc.nat(1e6),
});
export type MixedPlan = typeof mixedPlan extends fc.Arbitrary<infer P> ? P : never;

/** A node less what the writer knows by itself. */
type Bare = { [K in OpName]: Omit<Extract<Node, { op: K }>, 'id' | 'inputs'> }[OpName];

/** A whole network with seeded weights: blocks that do not fit where they stand are left out. */
export function mixedNetwork({ side, blocks, seed }: MixedPlan): ImportedNetwork {
  const random = generator(seed + 1);
  const weights = new Map<string, WeightArray>();
  const nodes: Node[] = [{ id: 'input', inputs: [], op: 'input' }];
  const shapes = new Map<string, Shape>([['input', [side, side, 3]]]);
  let x = 'input';
  const shape = (): Shape => shapes.get(x)!;

  const weight = (dims: readonly number[], size: number, middle = 0): string => {
    const name = `w${weights.size}`;
    const count = dims.reduce((a, b) => a * b, 1);
    const values = Float32Array.from({ length: count }, () => middle + size * (2 * random() - 1));
    weights.set(name, { shape: dims, values });
    return name;
  };
  const put = (bare: Bare, ...inputs: string[]): string => {
    const node = { id: `${bare.op}${nodes.length}`, inputs, ...bare } as Node;
    shapes.set(
      node.id,
      outputShape(
        node,
        inputs.map((id) => shapes.get(id)!),
        (name) => weights.get(name)!.shape,
      ),
    );
    nodes.push(node);
    return node.id;
  };
  const kernel = (...dims: number[]): string =>
    weight(dims, Math.sqrt(3 / dims.slice(0, -1).reduce((a, b) => a * b, 1)));
  const vectors = (channels: number) => ({
    scale: weight([channels], 0.3, 1),
    offset: weight([channels], 0.3),
  });
  const conv = (from: string, inputs: number, outputs: number, side: number, groups = 1): string => {
    const edge = (side - 1) / 2;
    return put(
      {
        ...{ op: 'conv2d', strides: ONE, dilations: ONE, groups, padding: [edge, edge, edge, edge] },
        kernel: kernel(side, side, inputs / groups, outputs),
        bias: weight([outputs], 0.2),
      },
      from,
    );
  };

  for (const { kind, draw } of blocks) {
    const dims = shape();
    const [height = 1, width = 1] = dims;
    const channels = dims.at(-1)!;
    const isMap = dims.length === 3;
    const axis = draw % dims.length;
    switch (kind) {
      case 'conv':
        if (isMap) x = conv(x, channels, 2 + (draw % 4), draw % 2 ? 3 : 1);
        break;
      case 'groups':
        if (isMap && channels % 2 === 0) x = conv(x, channels, 4, 3, 2);
        break;
      case 'depthwise':
        if (isMap)
          x = put(
            {
              ...{ op: 'depthwiseConv2d', dilations: ONE, padding: [1, 1, 1, 1] },
              strides: draw % 2 ? [2, 2] : ONE,
              kernel: weight([3, 3, channels, 1], 0.6),
            },
            x,
          );
        break;
      case 'upConv':
        if (isMap && height < 9)
          x = put(
            {
              ...{ op: 'convTranspose2d', strides: [2, 2], dilations: ONE, groups: 1, padding: [0, 0, 0, 0] },
              kernel: weight([2, 2, 3, channels], 0.7),
              size: [2 * height, 2 * width],
            },
            x,
          );
        break;
      case 'avgPool':
        if (isMap && height > 2 && width > 2)
          x = put(
            {
              op: 'avgPool',
              size: [2, 2],
              strides: [2, 2],
              padding: [0, 0, 1, 1].map((e) => e * (draw % 2)) as never,
              countPadding: draw % 3 === 0,
            },
            x,
          );
        break;
      case 'resize':
        if (isMap)
          x = put(
            {
              op: 'resize',
              size: [5, 6],
              mode: draw % 2 ? 'linear' : 'cubic',
              places: 'half_pixel',
              rounding: 'floor',
            },
            x,
          );
        break;
      case 'gate':
        if (isMap) {
          const gate = put({ op: 'sigmoid' }, conv(put({ op: 'globalAvgPool' }, x), channels, channels, 1));
          x = put({ op: 'multiply' }, x, gate);
        }
        break;
      case 'groupNorm':
        if (isMap)
          x = put({ op: 'groupNorm', groups: channels % 2 ? 1 : 2, ...vectors(channels), epsilon: 0.1 }, x);
        break;
      case 'localNorm':
        if (isMap) x = put({ op: 'localNorm', size: 3, alpha: 0.5, beta: 0.75, bias: 1 }, x);
        break;
      case 'turn':
        x = put({ op: 'transpose', order: isMap ? [1, 0, 2] : [1, 0] }, x);
        break;
      case 'activation':
        x = put({ op: 'activation', function: SMOOTH[draw % SMOOTH.length]! }, x);
        break;
      case 'sigmoid':
      case 'dropout':
        x = put({ op: kind }, x);
        break;
      case 'batchNorm':
        x = put(
          {
            ...{ op: 'batchNorm', ...vectors(channels), epsilon: 1e-3 },
            mean: weight([channels], 0.3),
            variance: weight([channels], 0.3, 1),
          },
          x,
        );
        break;
      case 'layerNorm':
        if (channels > 1) x = put({ op: 'layerNorm', ...vectors(channels), epsilon: 0.1 }, x);
        break;
      case 'scale':
      case 'offset':
        x = put(
          {
            op: kind,
            weight: weight(
              dims.map((length, at) => (at === axis ? 1 : length)),
              0.5,
              0.7,
            ),
          },
          x,
        );
        break;
      case 'slice':
        if (dims[axis]! > 2) x = put({ op: 'slice', axis, start: 1, size: dims[axis]! - 2 }, x);
        break;
      case 'pad':
        if (dims[axis]! < 9) x = put({ op: 'pad', axis, before: draw % 2, after: 1, value: 0.3 }, x);
        break;
      case 'residual':
        x = put({ op: 'add' }, x, put({ op: 'activation', function: 'silu' }, x));
        break;
      case 'split': {
        const bent = put({ op: 'activation', function: 'tanh' }, x);
        if (dims[axis]! < 9) x = put({ op: 'concat', axis }, x, bent);
        break;
      }
      case 'mean':
        x = put({ op: 'multiply' }, x, put({ op: 'reduce', by: 'mean' }, x));
        break;
      case 'attention': {
        const tokens = isMap ? put({ op: 'reshape', shape: [height * width, channels] }, x) : x;
        const head = (): string =>
          put({ op: 'dense', kernel: kernel(channels, 4), bias: weight([4], 0.2) }, tokens);
        const scores = put({ op: 'matMul', transposed: [false, true] }, head(), head());
        const seen = put(
          { op: 'matMul', transposed: [false, false] },
          put({ op: 'softmax' }, scores),
          head(),
        );
        x = put({ op: 'add' }, tokens, put({ op: 'dense', kernel: kernel(4, channels) }, seen));
        break;
      }
      case 'dense':
        x = put({ op: 'dense', kernel: kernel(channels, 4), bias: weight([4], 0.2) }, x);
        break;
      default:
        kind satisfies never;
    }
  }
  const flat = put({ op: 'flatten' }, x);
  const length = shapes.get(flat)![0]!;
  const logits = put({ op: 'dense', kernel: kernel(length, CLASSES), bias: weight([CLASSES], 0.2) }, flat);
  return {
    graph: {
      id: 'mixed',
      title: 'Mixed network',
      input: { size: [side, side], preprocessing: PREPROCESSINGS.tf },
      classes: Array.from({ length: CLASSES }, (_, index) => ({ index, name: String(index) })),
      nodes,
      output: { kind: 'softmax' },
      logits,
    },
    weights,
  };
}
