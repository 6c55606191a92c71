import { createRandom } from '../src/core/random/seeded-random';
import type { ImportedNetwork, Node, WeightArray } from '../src/networks/graph/graph';
import { graphOf } from './networks';

const [SIDE, PATCH, WIDTH, HEADS, CLASSES] = [32, 8, 8, 2, 10];
const GRID = SIDE / PATCH;

/** A vision transformer with seeded weights: patches of 8 pixels, a class token, so many blocks of two heads. */
export function tinyTransformer(blocks = 2): ImportedNetwork {
  const random = createRandom(3);
  const weights = new Map<string, WeightArray>();
  const tokens = GRID * GRID + 1;
  const weight = (name: string, shape: readonly number[], deviation: number, middle = 0): string => {
    const values = random.normals(shape.reduce((a, b) => a * b, 1));
    weights.set(name, { shape, values: values.map((value) => middle + deviation * value) });
    return name;
  };
  const dense = (id: string, input: string, from: number, to: number): Node => {
    const kernel = weight(`${id}/k`, [from, to], Math.sqrt(1 / from));
    return { id, op: 'dense', inputs: [input], kernel, bias: weight(`${id}/b`, [to], 0.1) };
  };
  const norm = (id: string, input: string): Node => {
    const scale = weight(`${id}/s`, [WIDTH], 0.1, 1);
    return {
      id,
      op: 'layerNorm',
      inputs: [input],
      scale,
      offset: weight(`${id}/o`, [WIDTH], 0.1),
      epsilon: 1e-6,
    };
  };
  const nodes: Node[] = [
    { id: 'input', op: 'input', inputs: [] },
    {
      ...{ id: 'patches', op: 'conv2d', inputs: ['input'], dilations: [1, 1], groups: 1 },
      ...{ strides: [PATCH, PATCH], padding: [0, 0, 0, 0] },
      kernel: weight('patches/k', [PATCH, PATCH, 3, WIDTH], 0.1),
    },
    { id: 'row', op: 'reshape', inputs: ['patches'], shape: [GRID * GRID, WIDTH] },
    { id: 'room', op: 'pad', inputs: ['row'], axis: 0, before: 1, after: 0, value: 0 },
    { id: 'block0', op: 'offset', inputs: ['room'], weight: weight('places', [tokens, WIDTH], 0.5) },
  ];
  for (let i = 0; i < blocks; i++) {
    const name = (part: string): string => `${part}${i}`;
    nodes.push(norm(name('norm'), name('block')));
    for (const part of ['q', 'k', 'v']) {
      nodes.push(dense(name(part), name('norm'), WIDTH, WIDTH));
      const shape = [tokens, HEADS, WIDTH / HEADS];
      nodes.push({ id: name(`${part} apart`), op: 'reshape', inputs: [name(part)], shape });
      nodes.push({
        id: name(`${part} heads`),
        op: 'transpose',
        inputs: [name(`${part} apart`)],
        order: [1, 0, 2],
      });
    }
    nodes.push(
      {
        id: name('scores'),
        op: 'matMul',
        inputs: [name('q heads'), name('k heads')],
        transposed: [false, true],
      },
      { id: name('attention'), op: 'softmax', inputs: [name('scores')] },
      {
        id: name('seen'),
        op: 'matMul',
        inputs: [name('attention'), name('v heads')],
        transposed: [false, false],
      },
      { id: name('back'), op: 'transpose', inputs: [name('seen')], order: [1, 0, 2] },
      { id: name('joined'), op: 'reshape', inputs: [name('back')], shape: [tokens, WIDTH] },
      dense(name('out'), name('joined'), WIDTH, WIDTH),
      { id: name('middle'), op: 'add', inputs: [name('block'), name('out')] },
      norm(name('norm two'), name('middle')),
      dense(name('wide'), name('norm two'), WIDTH, 2 * WIDTH),
      { id: name('gelu'), op: 'activation', inputs: [name('wide')], function: 'gelu' },
      dense(name('narrow'), name('gelu'), 2 * WIDTH, WIDTH),
      { id: `block${i + 1}`, op: 'add', inputs: [name('middle'), name('narrow')] },
    );
  }
  nodes.push(
    norm('last norm', `block${blocks}`),
    { id: 'class token', op: 'slice', inputs: ['last norm'], axis: 0, start: 0, size: 1 },
    { id: 'flat', op: 'flatten', inputs: ['class token'] },
    dense('logits', 'flat', WIDTH, CLASSES),
  );
  return {
    graph: graphOf(nodes, 'logits', CLASSES, {
      id: 'tiny-transformer',
      title: 'Tiny transformer',
      input: { size: [SIDE, SIDE], preprocessing: graphOf([], '', 0).input.preprocessing },
    }),
    weights,
  };
}
