import type { OnnxNode } from './onnx-schema';

/** A value in whole numbers: what stands for it, its scale, and the number that stands for 0. */
type Triple = readonly [value: string, scale: string, zero: string];

/** How a node that computes with whole numbers is read: by the layer it stands for, with its inputs and its output. */
interface Layer {
  readonly op: string;
  readonly inputs: readonly Triple[];
  /** A bias of 32 bits, in steps of the product of the first two scales. */
  readonly bias?: string | undefined;
  readonly output: readonly [scale: string, zero: string];
  /** The axis along which the second input may have a scale for each place. */
  readonly axis?: number;
}

const triple = (given: readonly string[], at: number): Triple => [
  given[at] ?? '',
  given[at + 1] ?? '',
  given[at + 2] ?? '',
];
const one =
  (op: string) =>
  ({ inputs: i }: OnnxNode): Layer => ({ op, inputs: [triple(i, 0)], output: [i[3] ?? '', i[4] ?? ''] });
const two =
  (op: string, axis?: number) =>
  ({ inputs: i }: OnnxNode): Layer => ({
    ...{ op, inputs: [triple(i, 0), triple(i, 3)], output: [i[6] ?? '', i[7] ?? ''] },
    ...(axis === undefined ? {} : { axis }),
  });

/** https://onnx.ai/onnx/operators/onnx__QLinearConv.html and ONNX Runtime's own, which it lists as contrib operators. */
const LAYERS: Readonly<Record<string, (node: OnnxNode) => Layer>> = {
  QLinearConv: (node) => ({ ...two('Conv', 0)(node), bias: node.inputs[8] }),
  QLinearMatMul: two('MatMul', 1),
  'com.microsoft.QLinearAdd': two('Add'),
  'com.microsoft.QLinearMul': two('Mul'),
  'com.microsoft.QLinearAveragePool': one('AveragePool'),
  'com.microsoft.QLinearGlobalAveragePool': one('GlobalAveragePool'),
  'com.microsoft.QLinearLeakyRelu': one('LeakyRelu'),
  'com.microsoft.QLinearSigmoid': one('Sigmoid'),
  'com.microsoft.QLinearSoftmax': one('Softmax'),
  'com.microsoft.QLinearConcat': ({ inputs: [scale = '', zero = '', ...rest] }) => ({
    op: 'Concat',
    inputs: Array.from({ length: Math.floor(rest.length / 3) }, (_, i) => triple(rest, 3 * i)),
    output: [scale, zero],
  }),
  'com.microsoft.QGemm': (node) => {
    const { inputs: i, attributes } = node;
    const axis = attributes.get('transB')?.int === 1 ? 0 : 1;
    return { ...two('Gemm', axis)(node), bias: i[6], output: [i[7] ?? '', i[8] ?? ''] };
  },
};

/**
 * Nodes that compute with whole numbers, each as the layer it stands for between values of real numbers that are rounded as there;
 * other nodes as they are.
 */
export function withoutQuantisedNodes(nodes: readonly OnnxNode[]): OnnxNode[] {
  return nodes.flatMap((node) => {
    const standard = node.domain === '' || node.domain === 'ai.onnx';
    const key = standard ? node.op : `${node.domain}.${node.op}`;
    const layer = Object.hasOwn(LAYERS, key) ? LAYERS[key]?.(node) : undefined;
    return layer && !channelsLast(node) ? written(node, layer) : [node];
  });
}

function channelsLast({ attributes }: OnnxNode): boolean {
  return attributes.get('channels_last')?.int === 1;
}

function written(node: OnnxNode, { op, inputs, bias, output, axis = 1 }: Layer): OnnxNode[] {
  const [result = ''] = node.outputs;
  const plain = (kind: string, reads: readonly string[], gives: string, along = 1): OnnxNode => ({
    ...{ name: `${node.name || result}/${kind}`, op: kind, domain: '', inputs: [...reads], outputs: [gives] },
    attributes: new Map([['axis', { name: 'axis', float: 0, int: along, text: '', ints: [] }]]),
  });
  const reals = inputs.map((_, i) => `${result}/real_${i}`);
  const before = inputs.map((each, i) => plain('DequantizeLinear', each, reals[i] ?? '', i === 1 ? axis : 1));
  if (bias) {
    const steps = `${result}/bias_scale`;
    before.push(plain('Mul', [inputs[0]?.[1] ?? '', inputs[1]?.[1] ?? ''], steps));
    before.push(plain('DequantizeLinear', [bias, steps], `${result}/bias`, 0));
    reals.push(`${result}/bias`);
  }
  const [scale, zero] = output;
  const whole = scale !== '';
  const made = whole ? `${result}/real` : result;
  const layer = { ...node, op, domain: '', inputs: reals, outputs: [made] };
  return [...before, layer, ...(whole ? [plain('QuantizeLinear', [made, scale, zero], result)] : [])];
}
