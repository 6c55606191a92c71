import type { OnnxAttribute, OnnxNode } from './onnx-schema';

/** A layer that a joined one stands for, between those before and after it. */
interface Part {
  readonly op: string;
  /** What it reads besides the part before it; `''` is that part. */
  readonly inputs?: readonly string[];
  readonly attributes?: readonly OnnxAttribute[];
}

const DOMAIN = 'com.microsoft';
const attribute = (name: string, value: Partial<OnnxAttribute>): OnnxAttribute => ({
  ...{ name, float: 0, int: 0, text: '', ints: [] },
  ...value,
});

/** The activation that a FusedConv or FusedGemm ends with, its numbers in the order that ONNX Runtime lists them. */
function activation({ attributes }: OnnxNode): Part[] {
  const op = attributes.get('activation')?.text || attributes.get('activation_type')?.text;
  const [alpha, beta] = attributes.get('activation_params')?.floats ?? [];
  if (!op) return [];
  const names = op === 'Clip' ? ['min', 'max'] : ['alpha', 'beta'];
  const given = [alpha, beta].flatMap((float, i) =>
    float === undefined ? [] : [attribute(names[i] ?? '', { float })],
  );
  return [{ op, attributes: given }];
}

/** What ONNX Runtime's joined layers stand for: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md */
const JOINED: Readonly<Record<string, (node: OnnxNode) => readonly Part[]>> = {
  FusedConv: (node) => {
    const [x = '', kernel = '', bias = '', sum = ''] = node.inputs;
    const conv = { op: 'Conv', inputs: [x, kernel, bias], attributes: [...node.attributes.values()] };
    return [conv, ...(sum ? [{ op: 'Add', inputs: ['', sum] }] : []), ...activation(node)];
  },
  FusedGemm: (node) => [
    { op: 'Gemm', inputs: node.inputs, attributes: [...node.attributes.values()] },
    ...activation(node),
  ],
  FusedMatMul: ({ inputs, attributes }) => [
    { op: 'FusedMatMul', inputs, attributes: [...attributes.values()] },
  ],
  QuickGelu: ({ inputs, attributes }) => [{ op: 'QuickGelu', inputs, attributes: [...attributes.values()] }],
  Gelu: ({ inputs }) => [{ op: 'Gelu', inputs }],
  BiasGelu: ({ inputs }) => [{ op: 'Add', inputs }, { op: 'Gelu' }],
  FastGelu: ({ inputs: [x = '', bias = ''] }) => [
    bias ? { op: 'Add', inputs: [x, bias] } : { op: 'Identity', inputs: [x] },
    { op: 'Gelu', attributes: [attribute('approximate', { text: 'tanh' })] },
  ],
  SkipLayerNormalization: ({
    inputs: [x = '', skip = '', scale = '', offset = '', bias = ''],
    attributes,
  }) => [
    { op: 'Add', inputs: [x, skip] },
    ...(bias ? [{ op: 'Add', inputs: ['', bias] }] : []),
    {
      op: 'LayerNormalization',
      inputs: ['', scale, offset],
      attributes: [attribute('axis', { int: -1 }), ...attributes.values()],
    },
  ],
};

/** Layers that ONNX Runtime has joined, each as those it stands for; other nodes as they are. */
export function withoutFusedNodes(nodes: readonly OnnxNode[]): OnnxNode[] {
  return nodes.flatMap((node) => {
    const parts =
      node.domain === DOMAIN && Object.hasOwn(JOINED, node.op) ? JOINED[node.op]?.(node) : undefined;
    return parts ? apart(node, parts) : [node];
  });
}

function apart(node: OnnxNode, parts: readonly Part[]): OnnxNode[] {
  const [result = '', , , sum = ''] = node.outputs;
  let before = '';
  return parts.map(({ op, inputs = [''], attributes = [] }, i) => {
    // The sum that a SkipLayerNormalization gives, too, is what its norm reads.
    const isSum = node.op === 'SkipLayerNormalization' && sum !== '' && i === parts.length - 2;
    const made = i === parts.length - 1 ? result : isSum ? sum : `${result}/${i}`;
    const reads = inputs.map((name) => (name === '' && i > 0 ? before : name));
    while (reads.at(-1) === '') reads.pop();
    before = made;
    return {
      ...{ name: node.name, op, domain: '', inputs: reads, outputs: [made] },
      attributes: new Map(attributes.map((one) => [one.name, one])),
    };
  });
}
