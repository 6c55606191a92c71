import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { exportTfjsLayers } from '../../../../src/networks/exporters/tfjs-layers';
import { layersFromTop } from '../../../../src/networks/executor/redraw-weights';
import { readModelFiles } from '../../../../src/networks/storage/weights';
import { type NodeSpec, onnxFile, type TensorSpec } from '../../../../testing/onnx-file';
import { said } from '../../../../testing/said';

const ones = (dims: number[]): number[] => Array<number>(dims.reduce((a, b) => a * b, 1)).fill(0.1);
const stored = (name: string, ...dims: number[]): TensorSpec => ({ name, dims, values: ones(dims) });

const CONV: NodeSpec = { op: 'Conv', inputs: ['x', 'k'], output: 'c' };
const RELU: NodeSpec = { op: 'Relu', inputs: ['c'], output: 'r' };
const POOL: NodeSpec = { op: 'GlobalAveragePool', inputs: ['r'], output: 'g' };
const FLAT: NodeSpec = { op: 'Flatten', inputs: ['g'], output: 'features' };
const dense = (outputs: number, output = 'y'): NodeSpec => ({
  op: 'Gemm',
  inputs: ['features', `w${outputs}`],
  output,
  attributes: { transB: 1 },
});

const HALF: TensorSpec = { name: 'half', dims: [], values: [0.5] };
const THREE: TensorSpec = { name: 'three', dims: [1], values: [3], as: 'int64_data' };

/** A network with a body of 8 channels and this end. */
function network(
  end: readonly NodeSpec[],
  outputs?: readonly string[],
  classes?: readonly string[],
  options = {},
) {
  const weights = [stored('k', 8, 3, 3, 3), ...[1, 2, 4, 5].map((n) => stored(`w${n}`, n, 8)), HALF, THREE];
  const bytes = onnxFile({
    weights,
    nodes: [CONV, RELU, POOL, FLAT, ...end],
    ...(outputs ? { outputs } : {}),
  });
  return importOnnx(bytes, { ...(classes ? { classes } : {}), ...options }).graph;
}
const after = (op: string, input = 'y', output = 'p'): NodeSpec => ({ op, inputs: [input], output });
const names = ({ classes }: { classes: readonly { name: string }[] }) => classes.map(({ name }) => name);

describe('one output', () => {
  it.each([
    ['a logit', [dense(1)]],
    ['a sigmoid', [dense(1), after('Sigmoid')]],
    ['a sigmoid of the batch alone', [dense(1), after('Squeeze'), after('Sigmoid', 'p', 'q')]],
  ])('is both sides of one answer: %s', (_name, end) => {
    const graph = network(end);
    expect(graph.output.kind).toBe('binary');
    expect(names(graph)).toEqual(['the class', 'not the class']);
    expect(graph.nodes.find(({ id }) => id === graph.logits)?.op).toBe('complement');
  });

  it('takes the name of its class, or those of labels 0 and 1, of which a high output means the latter', () => {
    expect(names(network([dense(1)], undefined, ['dog']))).toEqual(['dog', 'not dog']);
    expect(names(network([dense(1)], undefined, ['cat', 'dog']))).toEqual(['dog', 'cat']);
    expect(() => network([dense(1)], undefined, ['cat', 'dog', 'eel'])).toThrow(
      '2 classes, but 3 class names',
    );
  });

  it('counts no layer more than it has weights for', () => {
    expect(layersFromTop(network([dense(1)]))).toEqual(['y', 'c']);
  });

  it('is one logit again in what is exported, and both sides again when that is read', () => {
    const bytes = onnxFile({
      weights: [stored('k', 8, 3, 3, 3), stored('w1', 1, 8)],
      nodes: [CONV, RELU, POOL, FLAT, dense(1), after('Sigmoid')],
    });
    const { modelJson, shards } = exportTfjsLayers(importOnnx(bytes, { classes: ['cat', 'dog'] }));
    const weights = new Uint8Array([...shards.values()].flatMap((shard) => [...shard]));
    const { graph } = importTfjsLayers(JSON.parse(JSON.stringify(modelJson)), weights);
    expect(graph.output.kind).toBe('binary');
    expect(names(graph)).toEqual(['dog', 'cat']);
    expect(JSON.stringify(modelJson)).not.toContain('omplement');
  });
});

describe('several outputs', () => {
  it('are classes, or labels where each has its sigmoid, unless the person says otherwise', () => {
    expect(network([dense(5)]).output.kind).toBe('softmax');
    expect(network([dense(5), after('Softmax')]).output.kind).toBe('softmax');
    const labels = network([dense(5), after('Sigmoid')]);
    expect(said(labels.output)).toMatchObject({
      kind: 'sigmoid',
      reason: expect.stringContaining('sigmoid') as string,
    });
    expect(labels.logits).toBe('y');
    expect(network([dense(5)], undefined, undefined, { answers: 'sigmoid' }).output).toEqual({
      kind: 'sigmoid',
    });
    expect(
      network([dense(5), after('Sigmoid')], undefined, undefined, { answers: 'softmax' }).output.kind,
    ).toBe('softmax');
  });

  it('keep what they mean when they are exported', () => {
    const bytes = onnxFile({
      weights: [stored('k', 8, 3, 3, 3), stored('w5', 5, 8)],
      nodes: [CONV, RELU, POOL, FLAT, dense(5), after('Sigmoid')],
    });
    const { modelJson, shards } = exportTfjsLayers(importOnnx(bytes));
    const weights = new Uint8Array([...shards.values()].flatMap((shard) => [...shard]));
    expect(importTfjsLayers(JSON.parse(JSON.stringify(modelJson)), weights).graph.output.kind).toBe(
      'sigmoid',
    );
  });

  it('of a file that ends with the number of the best class are the scores before it', () => {
    const graph = network([dense(5), { ...after('ArgMax'), attributes: { axis: 1 } }]);
    expect(graph.classes).toHaveLength(5);
    expect(graph.logits).toBe('y');
    expect(said(graph.output.reason)).toContain('number of its best class');
  });

  it.each([[[]], [[after('Softmax')]]])(
    'of a file that ends with its best classes are the scores before them, %#',
    (end) => {
      const top: NodeSpec = { op: 'TopK', inputs: [end.length > 0 ? 'p' : 'y', 'three'], output: 'best' };
      const graph = network([dense(5), ...end, top]);
      expect(graph.classes).toHaveLength(5);
      expect(graph.logits).toBe('y');
      expect(said(graph.output.reason)).toContain('its best classes');
    },
  );

  it('of a file that ends with a decision is the score that it is made by', () => {
    const decision: NodeSpec = { op: 'Greater', inputs: ['p', 'half'], output: 'said' };
    for (const end of [
      [decision],
      [decision, { ...after('Cast', 'said', 'number'), attributes: { to: 1 } }],
    ]) {
      const { output, classes } = network([dense(1), after('Sigmoid'), ...end]);
      expect(output.kind).toBe('binary');
      expect(classes).toHaveLength(2);
    }
  });
});

describe('a file of several outputs', () => {
  const end = [dense(5), dense(4, 'aux')];
  it('is read at the one that looks like classes, and at another where the person says so', () => {
    const graph = network(end, ['features', 'y', 'aux']);
    expect(graph.output).toMatchObject({ name: 'y', names: ['features', 'y', 'aux'] });
    expect(graph.classes).toHaveLength(5);
    const chosen = network(end, ['features', 'y', 'aux'], undefined, { output: 'aux' });
    expect(chosen.output.name).toBe('aux');
    expect(chosen.classes).toHaveLength(4);
    expect(() => network(end, ['y', 'aux'], undefined, { output: 'z' })).toThrow('it has: y, aux');
  });
  it('says nothing of a choice where there is none', () => {
    expect(network([dense(5)]).output).not.toHaveProperty('names');
  });
});

describe('what is no score of a class', () => {
  it('is refused as a map, with its size', async () => {
    const file = onnxFile({ weights: [stored('k', 8, 3, 3, 3)], nodes: [CONV, RELU] });
    const reading = readModelFiles([new File([new Uint8Array(file)], 'body.onnx')]);
    await expect(reading).rejects.toThrow('gives a map of 4 x 4 places with 8 values each');
  });

  it('is doubted as features where no layer before it tells classes apart', () => {
    expect(said(network([]).output.doubt)).toMatch(/^These 8 values look like features/);
    expect(said(network([dense(5), after('Relu', 'y', 'p')]).output.doubt)).toMatch(/features/);
    expect(said(network([dense(5, 'embedding')]).output.doubt)).toMatch(/features/);
    expect(network([dense(5)]).output.doubt).toBeUndefined();
    expect(network([], undefined, Array.from('abcdefgh')).output.doubt).toBeUndefined();
  });

  it("is not doubted in SqueezeNet's way of ending, a 1x1 convolution that does not widen", () => {
    const head: NodeSpec = { op: 'Conv', inputs: ['r', 'k5'], output: 'c5' };
    const bytes = onnxFile({
      weights: [stored('k', 8, 3, 3, 3), stored('k5', 5, 8, 1, 1)],
      nodes: [
        CONV,
        RELU,
        head,
        after('Relu', 'c5', 'r5'),
        { ...POOL, inputs: ['r5'] },
        { ...FLAT, output: 'y' },
      ],
    });
    expect(importOnnx(bytes).graph.output.doubt).toBeUndefined();
  });
});

describe('every head that courses and libraries give a network', () => {
  const soft = after('Softmax');
  const logs = after('LogSoftmax');
  it.each<[string, readonly NodeSpec[], string, number, string]>([
    ['a log-softmax, as PyTorch’s MNIST example has it', [dense(5), logs], 'softmax', 5, 'y'],
    ['the logarithm of a softmax', [dense(5), soft, after('Log', 'p', 'q')], 'softmax', 5, 'y'],
    ['a softmax that is squeezed after', [dense(5), soft, after('Squeeze', 'p', 'q')], 'softmax', 5, 'y'],
    ['a sigmoid for each of many labels', [dense(4), after('Sigmoid')], 'sigmoid', 4, 'y'],
    ['two outputs of a softmax', [dense(2), soft], 'softmax', 2, 'y'],
  ])('is read at its logits: %s', (_name, end, kind, count, logits) => {
    const graph = network(end);
    expect(graph.output.kind).toBe(kind);
    expect(graph.classes).toHaveLength(count);
    expect(graph.logits).toBe(logits);
    expect(graph.output.doubt).toBeUndefined();
  });

  it('is the main one where an auxiliary one stands beside it, whatever their order', () => {
    for (const outputs of [
      ['aux_logits', 'logits'],
      ['logits', 'aux_logits'],
    ]) {
      const graph = network([dense(4, 'aux_logits'), dense(5, 'logits')], outputs);
      expect(graph.output.name).toBe('logits');
      expect(graph.classes).toHaveLength(5);
    }
  });

  it('is asked for where two could be it', () => {
    const graph = network([dense(4, 'colour'), dense(5, 'shape')], ['colour', 'shape']);
    expect(graph.output).toMatchObject({ name: 'colour', names: ['colour', 'shape'], open: true });
    expect(network([dense(4, 'colour')]).output.open).toBeUndefined();
    expect(
      network([dense(4, 'hidden'), dense(5, 'logits')], ['hidden', 'logits']).output.open,
    ).toBeUndefined();
    const chosen = network([dense(4, 'colour'), dense(5, 'shape')], ['colour', 'shape'], undefined, {
      output: 'shape',
    });
    expect(chosen.output.open).toBeUndefined();
  });
});
