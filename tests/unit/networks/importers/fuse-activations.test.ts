import { describe, expect, it } from 'vitest';
import type { Node, WeightArray } from '../../../../src/networks/graph/graph';
import { fuseActivations } from '../../../../src/networks/importers/fuse-activations';

const weights = new Map<string, WeightArray>();

/** `scale * x + offset` by channel, as importers write it. */
function affine(id: string, input: string, scale: number, offset: number): Node {
  const vector = (name: string, value: number): string => {
    weights.set(`${id}/${name}`, { shape: [3], values: new Float32Array(3).fill(value) });
    return `${id}/${name}`;
  };
  const named = {
    scale: vector('s', scale),
    offset: vector('o', offset),
    mean: vector('m', 0),
    variance: vector('v', 1),
  };
  return { id, inputs: [input], op: 'batchNorm', ...named, epsilon: 0 };
}
const input: Node = { id: 'x', inputs: [], op: 'input' };
const product = (id: string, ...inputs: string[]): Node => ({ id, inputs, op: 'multiply' });
const sigmoid: Node = { id: 's', inputs: ['x'], op: 'sigmoid' };
const erf: Node = { id: 'e', inputs: ['in'], op: 'activation', function: 'erf' };
const fused = (nodes: readonly Node[], logits: string) => fuseActivations(nodes, weights, logits);

describe('activation functions that an exporter wrote out', () => {
  it.each([
    ['x', 's'],
    ['s', 'x'],
  ])('%s times %s is SiLU', (...order) => {
    expect(fused([input, sigmoid, product('y', ...order)], 'y').nodes).toEqual([
      input,
      { id: 'y', inputs: ['x'], op: 'activation', function: 'silu' },
    ]);
  });

  it('a sigmoid that another layer reads, too, stays', () => {
    const nodes = [input, sigmoid, product('y', 'x', 's'), product('z', 'y', 's')];
    expect(fused(nodes, 'z').nodes.map(({ op }) => op)).toEqual([
      'input',
      'sigmoid',
      'activation',
      'multiply',
    ]);
  });

  it('a gate of something else stays a product', () => {
    const other: Node = { id: 'o', inputs: ['x'], op: 'relu' };
    const nodes = [input, other, { ...sigmoid, inputs: ['o'] }, product('y', 'x', 's')];
    expect(fused(nodes, 'y').nodes).toEqual(nodes);
  });

  it('hard swish is known by its numbers alone', () => {
    const gate = (alpha: number): Node => ({
      ...{ id: 'h', inputs: ['x'], op: 'activation', function: 'hardSigmoid' },
      ...{ alpha, beta: 0.5 },
    });
    const last = (alpha: number) => fused([input, gate(alpha), product('y', 'x', 'h')], 'y').nodes.at(-1);
    expect(last(1 / 6)).toMatchObject({ id: 'y', inputs: ['x'], function: 'hardSwish' });
    expect(last(0.2)).toMatchObject({ op: 'multiply' });
  });

  it.each([
    ['after', () => [affine('up', 'e', 1, 1), product('p', 'x', 'up'), affine('y', 'p', 0.5, 0)]],
    ['before', () => [affine('half', 'x', 0.5, 0), affine('up', 'e', 1, 1), product('y', 'half', 'up')]],
    ['between', () => [affine('up', 'e', 0.5, 0.5), product('y', 'up', 'x')]],
  ])('GELU, halved %s', (_, rest) => {
    weights.clear();
    const { nodes, weights: kept } = fused([input, affine('in', 'x', Math.SQRT1_2, 0), erf, ...rest()], 'y');
    expect(nodes).toEqual([input, { id: 'y', inputs: ['x'], op: 'activation', function: 'gelu' }]);
    expect([...kept.keys()]).toEqual([]);
  });

  it('GELU by TensorFlow’s complement of an odd function', () => {
    weights.clear();
    const rest = [affine('up', 'e', -1, 1), affine('half', 'x', 0.5, 0), product('y', 'half', 'up')];
    const { nodes } = fused([input, affine('in', 'x', -Math.SQRT1_2, 0), erf, ...rest], 'y');
    expect(nodes).toEqual([input, { id: 'y', inputs: ['x'], op: 'activation', function: 'gelu' }]);
  });

  it('GELU whose sign stands apart', () => {
    weights.clear();
    const inside = [affine('n', 'x', -1, 0), affine('in', 'n', Math.SQRT1_2, 0), erf];
    const rest = [affine('up', 'e', -1, 1), affine('half', 'x', 0.5, 0), product('y', 'half', 'up')];
    const { nodes } = fused([input, ...inside, ...rest], 'y');
    expect(nodes).toEqual([input, { id: 'y', inputs: ['x'], op: 'activation', function: 'gelu' }]);
  });

  it.each([
    ['before', () => [affine('g', 'r', 1 / 6, 0), product('y', 'x', 'g')], 'hardSwish'],
    ['after', () => [product('p', 'r', 'x'), affine('y', 'p', 1 / 6, 0)], 'hardSwish'],
    ['on the other side', () => [affine('o', 'x', 1 / 6, 0), product('y', 'o', 'r')], 'hardSwish'],
    ['without a product', () => [affine('y', 'r', 1 / 6, 0)], 'hardSigmoid'],
  ])('relu6(x + 3), divided by 6 %s, is %s', (_, rest, name) => {
    weights.clear();
    const cut: Node = { id: 'r', inputs: ['in'], op: 'relu6' };
    const { nodes } = fused([input, affine('in', 'x', 1, 3), cut, ...rest()], 'y');
    expect(nodes).toEqual([input, expect.objectContaining({ id: 'y', inputs: ['x'], function: name })]);
  });

  it('what has other numbers is no GELU', () => {
    const nodes = [
      input,
      affine('in', 'x', 0.7, 0),
      erf,
      affine('up', 'e', 0.5, 0.5),
      product('y', 'up', 'x'),
    ];
    expect(fused(nodes, 'y').nodes).toEqual(nodes);
  });

  it('logits in the middle of one stay', () => {
    const nodes = [input, sigmoid, product('y', 'x', 's')];
    expect(fused(nodes, 's').nodes.map(({ id }) => id)).toEqual(['x', 's', 'y']);
  });
});
