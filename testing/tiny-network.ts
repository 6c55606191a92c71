import { createRandom } from '../src/core/random/seeded-random';
import type { ImportedNetwork, Node, Padding, Pair, WeightArray } from '../src/networks/graph/graph';

export interface TinyNetworkOptions {
  /** Height and width of the input, in pixels. */
  readonly size?: number;
  readonly classes?: number;
  /** Seed of the weights. */
  readonly seed?: number;
}

const NONE: Padding = [0, 0, 0, 0];
const ONE_BY_ONE: Pair = [1, 1];
const PLAIN = { strides: ONE_BY_ONE, dilations: ONE_BY_ONE, groups: 1, padding: NONE } as const;

/**
 * A network with the ops of SqueezeNet and a few hundred weights drawn from a seed: convolution 3x3 by 2, ReLU, max pool
 * 3x3 by 2, one fire module, 1x1 convolution, global average pool, softmax. torchvision's preprocessing.
 */
export function tinyNetwork({ size = 32, classes = 10, seed = 1 }: TinyNetworkOptions = {}): ImportedNetwork {
  const random = createRandom(seed);
  const weights = new Map<string, WeightArray>();
  const conv = (id: string, input: string, kernel: Pair, [from, to]: Pair, rest: object = {}): Node => {
    const deviation = Math.sqrt(2 / (kernel[0] * kernel[1] * from));
    const values = random.normals(kernel[0] * kernel[1] * from * to).map((value) => value * deviation);
    weights.set(`${id}/kernel`, { shape: [...kernel, from, to], values });
    weights.set(`${id}/bias`, { shape: [to], values: random.normals(to).map((value) => value * 0.1) });
    return {
      id,
      op: 'conv2d',
      inputs: [input],
      kernel: `${id}/kernel`,
      bias: `${id}/bias`,
      ...PLAIN,
      ...rest,
    };
  };
  const relu = (id: string, input: string): Node => ({ id, op: 'relu', inputs: [input] });

  /** Takes each class's mean weight off, so that no class wins whatever the picture. */
  const balanced = (node: Node): Node => {
    const { values } = weights.get(`${node.id}/kernel`)!;
    for (let k = 0; k < classes; k++) {
      const own = values.filter((_, i) => i % classes === k);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      for (let i = k; i < values.length; i += classes) values[i]! -= mean;
    }
    return node;
  };

  const nodes: Node[] = [
    { id: 'input', op: 'input', inputs: [] },
    conv('conv1', 'input', [3, 3], [3, 8], { strides: [2, 2] }),
    relu('relu1', 'conv1'),
    { id: 'pool1', op: 'maxPool', inputs: ['relu1'], size: [3, 3], strides: [2, 2], padding: NONE },
    conv('squeeze', 'pool1', [1, 1], [8, 4]),
    relu('squeeze_relu', 'squeeze'),
    conv('expand1', 'squeeze_relu', [1, 1], [4, 8]),
    relu('expand1_relu', 'expand1'),
    conv('expand3', 'squeeze_relu', [3, 3], [4, 8], { padding: [1, 1, 1, 1] }),
    relu('expand3_relu', 'expand3'),
    { id: 'concat', op: 'concat', inputs: ['expand1_relu', 'expand3_relu'] },
    balanced(conv('conv2', 'concat', [1, 1], [16, classes])),
    { id: 'logits', op: 'globalAvgPool', inputs: ['conv2'] },
    { id: 'probabilities', op: 'softmax', inputs: ['logits'] },
  ];
  return {
    graph: {
      id: 'tiny',
      title: 'Tiny network',
      input: {
        size: [size, size],
        preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
      },
      classes: Array.from({ length: classes }, (_, index) => ({ index, name: `class ${index}` })),
      nodes,
      output: { kind: 'softmax' },
      logits: 'logits',
    },
    weights,
  };
}
