import fc from 'fast-check';
import type { ImportedNetwork, Node, Padding, WeightArray } from '../../../../src/networks/graph/graph';
import { generator } from '../../../../testing/small-generator';

const KINDS = [
  'conv2d',
  'depthwise',
  'maxPool',
  'avgPool',
  'batchNorm',
  'concat',
  'add',
  'relu',
  'relu6',
] as const;

const block = fc.record({
  kind: fc.constantFrom(...KINDS),
  kernel: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 2 }),
  pad: fc.integer({ min: 0, max: 1 }),
  channels: fc.integer({ min: 1, max: 5 }),
});
type Block = typeof block extends fc.Arbitrary<infer B> ? B : never;

/** What a random network is made from; it shrinks to fewer and smaller blocks. */
export const networkPlan = fc.record({
  side: fc.integer({ min: 7, max: 11 }),
  blocks: fc.array(block, { minLength: 1, maxLength: 7 }),
  end: fc.constantFrom('mean', 'dense'),
  seed: fc.integer({ min: 1, max: 1e6 }),
});
export type NetworkPlan = typeof networkPlan extends fc.Arbitrary<infer P> ? P : never;

const CLASSES = 4;

/**
 * A whole network with seeded weights. Max pools follow a rectifier: then ties, which backends break in their own ways, lie
 * where no gradient passes, and no window's maximum is negative, whose gradient TF.js's WASM kernel loses.
 */
export function randomNetwork({ side, blocks, end, seed }: NetworkPlan): ImportedNetwork {
  const random = generator(seed);
  const weights = new Map<string, WeightArray>();
  const nodes: Node[] = [{ id: 'input', inputs: [], op: 'input' }];
  let at = { id: 'input', height: side, width: side, channels: 3 };

  const fresh = (op: string): string => `${op}${nodes.length}`;
  const weight = (name: string, shape: number[], size: number, middle = 0): string => {
    const values = Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      () => middle + size * (2 * random() - 1),
    );
    weights.set(name, { shape, values });
    return name;
  };
  const add = (node: Node, height = at.height, width = at.width, channels = at.channels): void => {
    nodes.push(node);
    at = { id: node.id, height, width, channels };
  };
  const rectify = (op: 'relu' | 'relu6'): void => add({ id: fresh(op), inputs: [at.id], op });
  const windowed = ({ kernel, stride, pad }: Pick<Block, 'kernel' | 'stride' | 'pad'>) => {
    const size = Math.min(kernel, at.height, at.width);
    const edge = Math.min(pad, size - 1);
    const out = (side: number): number => Math.floor((side + 2 * edge - size) / stride) + 1;
    const padding: Padding = [edge, edge, edge, edge];
    return {
      size: [size, size],
      strides: [stride, stride],
      padding,
      out: [out(at.height), out(at.width)],
    } as const;
  };
  const conv = (given: Pick<Block, 'kernel' | 'stride' | 'pad'>, channels: number, from = at): void => {
    at = from;
    const { size, strides, padding, out } = windowed(given);
    const id = fresh('conv');
    const shape = [...size, from.channels, channels];
    add(
      {
        id,
        inputs: [from.id],
        op: 'conv2d',
        kernel: weight(`${id}/k`, shape, Math.sqrt(3 / (size[0] * size[1] * from.channels))),
        bias: weight(`${id}/b`, [channels], 0.2),
        strides,
        padding,
        dilations: [1, 1],
        groups: 1,
      },
      out[0],
      out[1],
      channels,
    );
  };

  for (const given of blocks) {
    const before = at;
    const same = { kernel: 3, stride: 1, pad: 1 };
    switch (given.kind) {
      case 'conv2d':
        conv(given, given.channels);
        break;
      case 'depthwise': {
        const { size, strides, padding, out } = windowed(given);
        const id = fresh('depthwise');
        const kernel = weight(`${id}/k`, [...size, at.channels, 1], 1);
        add(
          { id, inputs: [at.id], op: 'depthwiseConv2d', kernel, strides, padding, dilations: [1, 1] },
          ...out,
        );
        break;
      }
      case 'maxPool':
      case 'avgPool': {
        if (given.kind === 'maxPool') rectify('relu');
        const { size, strides, padding, out } = windowed(given);
        const base = { id: fresh(given.kind), inputs: [at.id], size, strides, padding };
        const node: Node =
          given.kind === 'maxPool'
            ? { ...base, op: 'maxPool' }
            : { ...base, op: 'avgPool', countPadding: true };
        add(node, ...out);
        break;
      }
      case 'batchNorm': {
        const id = fresh('norm');
        const vector = (name: string, middle: number): string =>
          weight(`${id}/${name}`, [at.channels], 0.5, middle);
        add({
          id,
          inputs: [at.id],
          op: 'batchNorm',
          scale: vector('scale', 1),
          offset: vector('offset', 0),
          mean: vector('mean', 0),
          variance: vector('variance', 1),
          epsilon: 1e-3,
        });
        break;
      }
      case 'concat':
      case 'add': {
        if (before.height < 3 || before.width < 3) break;
        const [left, right] = given.kind === 'add' ? [before.channels, before.channels] : [given.channels, 2];
        conv({ kernel: 1, stride: 1, pad: 0 }, left);
        rectify('relu');
        const first = at;
        conv(same, right, before);
        rectify('relu');
        const inputs = given.kind === 'add' ? [first.id, at.id, before.id] : [first.id, at.id];
        const channels = given.kind === 'add' ? left : left + right;
        if (given.kind === 'concat') {
          add({ id: fresh('concat'), inputs, op: 'concat' }, before.height, before.width, channels);
          break;
        }
        const [a = '', b = '', c = ''] = inputs;
        const sum = fresh('add');
        add({ id: sum, inputs: [a, b], op: 'add' });
        add({ id: fresh('add'), inputs: [sum, c], op: 'add' });
        break;
      }
      case 'relu':
      case 'relu6':
        rectify(given.kind);
        break;
      default:
        given.kind satisfies never;
    }
  }

  if (end === 'mean') {
    conv({ kernel: 1, stride: 1, pad: 0 }, CLASSES);
    add({ id: 'logits', inputs: [at.id], op: 'globalAvgPool' });
  } else {
    const flat = at.height * at.width * at.channels;
    add({ id: 'flat', inputs: [at.id], op: 'flatten' });
    const kernel = weight('dense/k', [flat, CLASSES], Math.sqrt(3 / flat));
    add({ id: 'logits', inputs: ['flat'], op: 'dense', kernel, bias: weight('dense/b', [CLASSES], 0.2) });
  }
  return {
    graph: {
      id: 'random',
      title: 'Random network',
      input: {
        size: [side, side],
        preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
      },
      classes: Array.from({ length: CLASSES }, (_, index) => ({ index, name: String(index) })),
      nodes,
      output: { kind: 'softmax' },
      logits: 'logits',
    },
    weights,
  };
}
