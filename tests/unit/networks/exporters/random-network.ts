import type { ImportedNetwork, Node, Padding, Pair } from '../../../../src/networks/graph/graph';
import { outputShape } from '../../../../src/networks/graph/output-shape';
import type { Shape } from '../../../../src/networks/graph/shapes';
import { graphOf, someWeights } from '../../../../testing/networks';
import { generator } from '../../../../testing/small-generator';

type Draft = Node extends infer N ? (N extends Node ? Omit<N, 'id' | 'inputs'> : never) : never;

/** A classifier of a dozen layers on pictures of 12x13 pixels, drawn from a seed: every op, any window, stride and padding. */
export function randomNetwork(seed: number): ImportedNetwork {
  const random = generator(seed * 7919 + 1);
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 20; i++) random();
  const below = (n: number): number => Math.floor(random() * n);
  const pair = (n: number): Pair => [1 + below(n), 1 + below(n)];
  const size: Pair = [12, 13];
  const nodes: Node[] = [{ id: 'x', op: 'input', inputs: [] }];
  const shapes = new Map<string, Shape>([['x', [...size, 3]]]);
  const weights: Record<string, number[]> = {};
  const shape = (id: string): Shape => shapes.get(id) ?? [];

  const add = (draft: Draft, ...inputs: string[]): string => {
    const node = { ...draft, id: `${draft.op}:${nodes.length}`, inputs } as Node;
    shapes.set(
      node.id,
      outputShape(node, inputs.map(shape), (name) => weights[name] ?? []),
    );
    nodes.push(node);
    return node.id;
  };
  const weight = (...dimensions: number[]): string => {
    const name = `weight ${Object.keys(weights).length}`;
    weights[name] = dimensions;
    return name;
  };

  const layer = (from: string): string => {
    const [height = 1, width = 1, channels = 1] = shape(from);
    const window: Pair = [1 + below(Math.min(3, height)), 1 + below(Math.min(3, width))];
    const side = (taps: number): number => below(taps);
    const padding: Padding = [side(window[0]), side(window[1]), side(window[0]), side(window[1])];
    const strides: Pair = height > 4 ? pair(2) : [1, 1];
    const square: Pair = [strides[0], strides[0]];
    const filters = 2 + below(4);
    const plain = { strides, padding };
    switch (below(10)) {
      case 0:
        return add(
          {
            op: 'conv2d',
            kernel: weight(...window, channels, filters),
            dilations: [1, 1],
            groups: 1,
            ...plain,
          },
          from,
        );
      case 1: {
        const dilated = { strides: [1, 1], dilations: [2, 1], padding: [2, 1, 2, 1] } as const;
        return add(
          {
            op: 'conv2d',
            kernel: weight(...window, channels, filters),
            bias: weight(filters),
            groups: 1,
            ...dilated,
          },
          from,
        );
      }
      case 2: {
        const multiplier = 1 + below(2);
        return add(
          {
            op: 'depthwiseConv2d',
            kernel: weight(...window, channels, multiplier),
            bias: weight(channels * multiplier),
            dilations: [1, 1],
            padding,
            strides: square,
          },
          from,
        );
      }
      case 3:
        return add({ op: 'maxPool', size: window, ...plain }, from);
      case 4:
        return add({ op: 'avgPool', size: window, countPadding: true, ...plain }, from);
      case 5:
        return add({ op: random() < 0.5 ? 'relu' : 'relu6' }, from);
      case 6: {
        const [scale, offset, mean, variance] = [
          weight(channels),
          weight(channels),
          weight(channels),
          weight(channels),
        ];
        return add({ op: 'batchNorm', scale, offset, mean, variance, epsilon: 0.6 }, from);
      }
      case 7:
        return add({ op: 'concat' }, add({ op: 'relu' }, from), from);
      case 8:
        return add({ op: 'add' }, from, add({ op: 'dropout' }, add({ op: 'relu6' }, from)), from);
      default:
        return add({ op: 'relu' }, from);
    }
  };

  let last = 'x';
  for (let i = 0; i < 9; i++) last = layer(last);
  const channels = shape(last).at(-1) ?? 1;
  const classes = 7;
  if (random() < 0.5) {
    const flat = add({ op: 'flatten' }, last);
    last = add(
      { op: 'dense', kernel: weight(shape(flat)[0] ?? 1, classes), bias: weight(classes) },
      add({ op: 'reshape', shape: shape(flat) }, flat),
    );
  } else {
    const scores = { strides: [1, 1], padding: [0, 0, 0, 0], dilations: [1, 1], groups: 1 } as const;
    last = add(
      { op: 'globalAvgPool' },
      add({ op: 'conv2d', kernel: weight(1, 1, channels, classes), bias: weight(classes), ...scores }, last),
    );
  }
  add({ op: 'softmax' }, last);
  const graph = graphOf(nodes, last, classes);
  return {
    graph: { ...graph, input: { ...graph.input, size } },
    weights: someWeights(weights, seed + 1),
  };
}
