import { describe, expect, it } from 'vitest';
import type { NetworkGraph, Node, Pair } from '../../../../src/networks/graph/graph';
import { estimateWork } from '../../../../src/networks/graph/work-estimate';
import { weighNetwork, workOf } from '../../../../src/networks/graph/work-limits';
import { tinyNetwork } from '../../../../testing/tiny-network';

type Shapes = [string, { shape: readonly number[] }][];

function graphOf(nodes: readonly Node[], size: Pair): NetworkGraph {
  const preprocessing = { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' } as const;
  const logits = nodes.at(-1)!.id;
  const output = { kind: 'softmax' } as const;
  return { id: 'n', title: 'N', input: { size, preprocessing }, classes: [], nodes, logits, output };
}

const INPUT: Node = { id: 'x', op: 'input', inputs: [] };
const windowed = (pad: number, stride = 1) =>
  ({ strides: [stride, stride], padding: [pad, pad, pad, pad] }) as const;

/** A plain stack of 3x3 convolutions with rectifiers, pooled where a number is 0, with dense layers on top. */
function vgg(stack: readonly number[], dense: readonly number[], side = 224) {
  const nodes: Node[] = [INPUT];
  const weights: Shapes = [];
  let [at, channels, size] = ['x', 3, side];
  stack.forEach((to, i) => {
    const id = `n${i}`;
    if (to === 0) {
      nodes.push({ id, op: 'maxPool', inputs: [at], size: [2, 2], ...windowed(0, 2) });
      size = Math.floor(size / 2);
      at = id;
      return;
    }
    weights.push([id, { shape: [3, 3, channels, to] }], [`${id}b`, { shape: [to] }]);
    const kernel = { kernel: id, bias: `${id}b`, dilations: [1, 1], groups: 1 } as const;
    nodes.push({ id, op: 'conv2d', inputs: [at], ...kernel, ...windowed(1) });
    nodes.push({ id: `${id}r`, op: 'relu', inputs: [id] });
    [at, channels] = [`${id}r`, to];
  });
  nodes.push({ id: 'flat', op: 'flatten', inputs: [at] });
  let [from, width] = ['flat', size * size * channels];
  dense.forEach((to, i) => {
    const id = `d${i}`;
    weights.push([id, { shape: [width, to] }], [`${id}b`, { shape: [to] }]);
    nodes.push({ id, op: 'dense', inputs: [from], kernel: id, bias: `${id}b` });
    [from, width] = [id, to];
  });
  return { graph: graphOf(nodes, [side, side]), weights };
}

const VGG19 = [64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512, 0];
const pooled = (node: Node, size: Pair): NetworkGraph =>
  graphOf([INPUT, node, { id: 'mean', op: 'globalAvgPool', inputs: [node.id] }], size);
const chain = (length: number, side: number): NetworkGraph =>
  graphOf(
    [
      INPUT,
      ...Array.from({ length }, (_, i): Node => ({
        id: `r${i}`,
        op: 'relu',
        inputs: [i === 0 ? 'x' : `r${i - 1}`],
      })),
    ],
    [side, side],
  );

describe('the work of a network', () => {
  it('counts VGG19 as the literature does: 19.6 billion multiply-adds, 143.7 million weights', () => {
    const { graph, weights } = vgg(VGG19, [4096, 4096, 1000]);
    const { multiplyAdds, weightBytes, activationBytes } = estimateWork(graph, weights);
    expect(multiplyAdds / 1e9).toBeCloseTo(19.63, 1);
    expect(weightBytes / 4).toBe(143_667_240);
    // Convolutions with their rectifiers once, the pools, the input, and the dense layers.
    expect(activationBytes / 4).toBeCloseTo(14_852_096 + 1_530_368 + 150_528 + 9192, 0);
  });

  it('counts each kind of layer', () => {
    const nodes: Node[] = [
      INPUT,
      {
        id: 'grouped',
        op: 'conv2d',
        inputs: ['x'],
        kernel: 'g',
        dilations: [1, 1],
        groups: 3,
        ...windowed(0),
      },
      {
        id: 'deep',
        op: 'depthwiseConv2d',
        inputs: ['grouped'],
        kernel: 'd',
        dilations: [1, 1],
        ...windowed(0),
      },
      { id: 'max', op: 'maxPool', inputs: ['deep'], size: [3, 2], ...windowed(0, 2) },
      { id: 'six', op: 'relu6', inputs: ['max'] },
      { id: 'sum', op: 'add', inputs: ['max', 'six'] },
      { id: 'flat', op: 'flatten', inputs: ['sum'] },
      { id: 'out', op: 'dense', inputs: ['flat'], kernel: 'o' },
    ];
    const weights: Shapes = [
      ['g', { shape: [2, 2, 1, 6] }],
      ['d', { shape: [2, 2, 6, 1] }],
      ['o', { shape: [3 * 4 * 6, 5] }],
    ];
    const { layers } = estimateWork(graphOf(nodes, [10, 10]), weights);
    const row = (id: string) => layers.find((layer) => layer.id === id);
    expect(row('grouped')).toEqual({
      id: 'grouped',
      multiplyAdds: 9 * 9 * 6 * 4,
      reads: 0,
      bytes: 9 * 9 * 6 * 4,
    });
    expect(row('deep')).toEqual({ id: 'deep', multiplyAdds: 8 * 8 * 6 * 4, reads: 0, bytes: 8 * 8 * 6 * 4 });
    expect(row('max')).toEqual({ id: 'max', multiplyAdds: 0, reads: 3 * 4 * 6 * 6, bytes: 3 * 4 * 6 * 4 });
    expect(row('six')).toEqual({ id: 'six', multiplyAdds: 0, reads: 72, bytes: 288 });
    expect(row('sum')).toEqual({ id: 'sum', multiplyAdds: 0, reads: 144, bytes: 288 });
    expect(row('flat')).toEqual({ id: 'flat', multiplyAdds: 0, reads: 0, bytes: 0 });
    expect(row('out')).toEqual({ id: 'out', multiplyAdds: 72 * 5, reads: 0, bytes: 20 });
  });

  it('leaves out what the logits do not need', () => {
    const { graph, weights } = tinyNetwork();
    expect(graph.nodes.at(-1)?.op).toBe('softmax');
    expect(estimateWork(graph, weights).layers.map(({ id }) => id)).not.toContain(graph.nodes.at(-1)?.id);
  });
});

describe('a network is', () => {
  const weigh =
    (graph: NetworkGraph, weights: Shapes = [], accepted = false) =>
    () =>
      weighNetwork('N', estimateWork(graph, weights), { accepted });

  it.each([224, 600])('loaded without a question where it is VGG19, at %i pixels', (side) => {
    const { graph, weights } = vgg(VGG19, [1000], side);
    expect(weigh(graph, weights)).not.toThrow();
  });

  it('loaded without a question where it is as heavy as EfficientNet-B7 at 600 pixels', () => {
    // 38 billion multiply-adds, 66 million weights, 290 million values of convolutions and as many of what is between.
    const estimate = {
      layers: [],
      multiplyAdds: 38.3e9,
      reads: 0.6e9,
      activationBytes: 4 * 0.35e9,
      weightBytes: 4 * 66e6,
      peakBytes: 1.8e9,
    };
    expect(() => weighNetwork('N', estimate)).not.toThrow();
  });

  it('refused where a pool of 1,000 x 1,000 would read trillions of values', () => {
    const node: Node = {
      id: 'pool',
      op: 'avgPool',
      inputs: ['x'],
      size: [1000, 1000],
      countPadding: true,
      ...windowed(999),
    };
    expect(workOf(estimateWork(pooled(node, [32, 32]), []))).toBeGreaterThan(1e14);
    for (const accepted of [false, true]) {
      expect(weigh(pooled(node, [32, 32]), [], accepted)).toThrow(/6,\d\d\d times the work of VGG19/);
    }
  });

  it('refused where a chain of 15,000 rectifiers would keep 9 GB', () => {
    expect(weigh(chain(15_000, 224), [], true)).toThrow(
      '“N” would need about 9 GB of memory for one step; a page can have 4 GB.',
    );
  });

  it('asked about in between, and loaded where it is wanted all the same', () => {
    const { graph, weights } = vgg(VGG19, [10], 1024);
    expect(weigh(graph, weights)).toThrow(
      expect.objectContaining({
        code: 'network-heavy',
        message:
          '“N” needs about 21 times the work of VGG19 for one look at a picture, and about 2 GB of memory.',
      }),
    );
    expect(weigh(graph, weights, true)).not.toThrow();
  });
});
