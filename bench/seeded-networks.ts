import { createRandom } from '../src/core/random/seeded-random';
import type {
  ActivationFunction,
  ImportedNetwork,
  Node,
  Padding,
  Pair,
  WeightArray,
} from '../src/networks/graph/graph';

const ONE: Pair = [1, 1];
const CLASSES = 1000;
const SIDE = 224;

/** What a block ends with: an activation function, or a rectifier. */
type Ending = ActivationFunction | 'relu' | 'sigmoid';

/** Writes a network layer by layer, batch norms folded in as importers do, with seeded weights: what they are makes no difference to time. */
class NetworkWriter {
  readonly nodes: Node[] = [{ id: 'input', op: 'input', inputs: [] }];
  readonly weights = new Map<string, WeightArray>();
  private readonly random = createRandom(1);

  weight(shape: readonly number[], deviation: number, middle = 0): string {
    const name = `w${this.weights.size}`;
    const values = this.random.normals(shape.reduce((a, b) => a * b, 1));
    this.weights.set(name, { shape, values: values.map((value) => middle + deviation * value) });
    return name;
  }

  /** Adds a node and gives its id. Throws where another has it. */
  add(node: Node): string {
    if (this.nodes.some(({ id }) => id === node.id)) throw new Error(`Two layers are called ${node.id}.`);
    this.nodes.push(node);
    return node.id;
  }
  fresh(): string {
    return `n${this.nodes.length}`;
  }

  conv(x: string, from: number, to: number, side: number, stride = 1): string {
    const edge = Math.floor((side - 1) / 2);
    const padding: Padding = side === stride ? [0, 0, 0, 0] : [edge, edge, edge, edge];
    return this.add({
      ...{
        id: this.fresh(),
        op: 'conv2d',
        inputs: [x],
        dilations: ONE,
        groups: 1,
        strides: [stride, stride],
      },
      kernel: this.weight([side, side, from, to], Math.sqrt(2 / (side * side * from))),
      bias: this.weight([to], 0.1),
      padding,
    });
  }
  depthwise(x: string, channels: number, side: number, stride: number): string {
    const edge = (side - 1) / 2;
    return this.add({
      ...{ id: this.fresh(), op: 'depthwiseConv2d', inputs: [x], dilations: ONE, strides: [stride, stride] },
      kernel: this.weight([side, side, channels, 1], Math.sqrt(2) / side),
      bias: this.weight([channels], 0.1),
      padding: [edge, edge, edge, edge],
    });
  }
  dense(x: string, from: number, to: number): string {
    return this.add({
      ...{ id: this.fresh(), op: 'dense', inputs: [x] },
      kernel: this.weight([from, to], Math.sqrt(1 / from)),
      bias: this.weight([to], 0.1),
    });
  }
  end(x: string, ending: Ending): string {
    const base = { id: this.fresh(), inputs: [x] };
    return this.add(
      ending === 'relu' || ending === 'sigmoid'
        ? { ...base, op: ending }
        : {
            ...base,
            op: 'activation',
            function: ending,
            ...(ending === 'hardSigmoid' ? { alpha: 1 / 6 } : {}),
          },
    );
  }
  two(op: 'add' | 'multiply', x: string, y: string): string {
    return this.add({ id: this.fresh(), op, inputs: [x, y] });
  }
  mean(x: string): string {
    return this.add({ id: this.fresh(), op: 'globalAvgPool', inputs: [x] });
  }

  /** MobileNet's block: wider, each channel for itself, narrower; with channels weighed by what is seen in all of the map. */
  invertedResidual(
    x: string,
    block: {
      readonly from: number;
      readonly wide: number;
      readonly to: number;
      readonly side: number;
      readonly stride: number;
      readonly squeezed: number;
      readonly ending: Ending;
      readonly gate: readonly [Ending, Ending];
    },
  ): string {
    const { from, wide, to, side, stride, squeezed, ending, gate } = block;
    let y = x;
    if (wide !== from) y = this.end(this.conv(y, from, wide, 1), ending);
    y = this.end(this.depthwise(y, wide, side, stride), ending);
    if (squeezed > 0) {
      const narrow = this.end(this.conv(this.mean(y), wide, squeezed, 1), gate[0]);
      y = this.two('multiply', y, this.end(this.conv(narrow, squeezed, wide, 1), gate[1]));
    }
    y = this.conv(y, wide, to, 1);
    return stride === 1 && from === to ? this.two('add', y, x) : y;
  }

  finish(id: string, title: string, logits: string): ImportedNetwork {
    return {
      graph: {
        id,
        title,
        input: {
          size: [SIDE, SIDE],
          preprocessing: {
            scale: 1,
            mean: [0.485, 0.456, 0.406],
            std: [0.229, 0.224, 0.225],
            channels: 'RGB',
          },
        },
        classes: Array.from({ length: CLASSES }, (_, index) => ({ index, name: `class ${index}` })),
        output: { kind: 'softmax' },
        nodes: this.nodes,
        logits,
      },
      weights: this.weights,
    };
  }
}

/** Tan and Le 2019, https://arxiv.org/abs/1905.11946: expansion, channels, repeats, stride, side of each stage. */
const EFFICIENT = [
  [1, 16, 1, 1, 3],
  [6, 24, 2, 2, 3],
  [6, 40, 2, 2, 5],
  [6, 80, 3, 2, 3],
  [6, 112, 3, 1, 5],
  [6, 192, 4, 2, 5],
  [6, 320, 1, 1, 3],
] as const;

function efficientNetB0(): ImportedNetwork {
  const net = new NetworkWriter();
  let x = net.end(net.conv('input', 3, 32, 3, 2), 'silu');
  let from = 32;
  for (const [expansion, to, repeats, first, side] of EFFICIENT) {
    for (let i = 0; i < repeats; i++) {
      const stride = i === 0 ? first : 1;
      const squeezed = Math.max(1, Math.floor(from / 4));
      const shape = { from, wide: from * expansion, to, side, stride, squeezed };
      x = net.invertedResidual(x, { ...shape, ending: 'silu', gate: ['silu', 'sigmoid'] });
      from = to;
    }
  }
  x = net.mean(net.end(net.conv(x, from, 1280, 1), 'silu'));
  const flat = net.add({ id: 'flat', op: 'flatten', inputs: [x] });
  return net.finish('efficientnet-b0', 'EfficientNet-B0', net.dense(flat, 1280, CLASSES));
}

/** Howard et al. 2019, https://arxiv.org/abs/1905.02244, table 1: side, width, channels, squeezed or not, ending, stride. */
const MOBILE = [
  [3, 16, 16, false, 'relu', 1],
  [3, 64, 24, false, 'relu', 2],
  [3, 72, 24, false, 'relu', 1],
  [5, 72, 40, true, 'relu', 2],
  [5, 120, 40, true, 'relu', 1],
  [5, 120, 40, true, 'relu', 1],
  [3, 240, 80, false, 'hardSwish', 2],
  [3, 200, 80, false, 'hardSwish', 1],
  [3, 184, 80, false, 'hardSwish', 1],
  [3, 184, 80, false, 'hardSwish', 1],
  [3, 480, 112, true, 'hardSwish', 1],
  [3, 672, 112, true, 'hardSwish', 1],
  [5, 672, 160, true, 'hardSwish', 2],
  [5, 960, 160, true, 'hardSwish', 1],
  [5, 960, 160, true, 'hardSwish', 1],
] as const;

function mobileNetV3Large(): ImportedNetwork {
  const net = new NetworkWriter();
  let x = net.end(net.conv('input', 3, 16, 3, 2), 'hardSwish');
  let from = 16;
  for (const [side, wide, to, isSqueezed, ending, stride] of MOBILE) {
    const squeezed = isSqueezed ? Math.round(wide / 32) * 8 : 0;
    const gate = ['relu', 'hardSigmoid'] as const;
    x = net.invertedResidual(x, { from, wide, to, side, stride, squeezed, ending, gate });
    from = to;
  }
  x = net.mean(net.end(net.conv(x, from, 960, 1), 'hardSwish'));
  const flat = net.add({ id: 'flat', op: 'flatten', inputs: [x] });
  const hidden = net.end(net.dense(flat, 960, 1280), 'hardSwish');
  return net.finish('mobilenet-v3-large', 'MobileNet v3 large', net.dense(hidden, 1280, CLASSES));
}

/** Touvron et al. 2021, https://arxiv.org/abs/2012.12877: 192 wide, 3 heads, 12 layers, patches of 16 pixels. */
function vitTiny(): ImportedNetwork {
  const [width, heads, depth, patch] = [192, 3, 12, 16];
  const side = SIDE / patch;
  const tokens = side * side + 1;
  const net = new NetworkWriter();
  const norm = (x: string): string =>
    net.add({
      ...{ id: net.fresh(), op: 'layerNorm', inputs: [x], epsilon: 1e-6 },
      scale: net.weight([width], 0.1, 1),
      offset: net.weight([width], 0.1),
    });
  const byHeads = (x: string, part: number): string => {
    const cut = net.add({ id: net.fresh(), op: 'slice', inputs: [x], axis: 1, start: part, size: 1 });
    const apart = net.add({
      id: net.fresh(),
      op: 'reshape',
      inputs: [cut],
      shape: [tokens, heads, width / heads],
    });
    return net.add({ id: net.fresh(), op: 'transpose', inputs: [apart], order: [1, 0, 2] });
  };
  const map = net.conv('input', 3, width, patch, patch);
  const row = { op: 'reshape', inputs: [map], shape: [side * side, width] } as const;
  const patches = net.add({ id: net.fresh(), ...row });
  const room = { op: 'pad', inputs: [patches], axis: 0, before: 1, after: 0, value: 0 } as const;
  let x = net.add({ id: net.fresh(), ...room });
  x = net.add({ id: net.fresh(), op: 'offset', inputs: [x], weight: net.weight([tokens, width], 0.1) });
  for (let layer = 0; layer < depth; layer++) {
    const qkv = net.dense(norm(x), width, 3 * width);
    const three = net.add({ id: net.fresh(), op: 'reshape', inputs: [qkv], shape: [tokens, 3, width] });
    const [q, k, v] = [0, 1, 2].map((part) => byHeads(three, part)) as [string, string, string];
    const root = net.weight([1, 1, 1], 0, Math.sqrt(heads / width));
    const scaled = net.add({ id: net.fresh(), op: 'scale', inputs: [q], weight: root });
    const scores = net.add({ id: net.fresh(), op: 'matMul', inputs: [scaled, k], transposed: [false, true] });
    const attention = net.add({ id: net.fresh(), op: 'softmax', inputs: [scores] });
    const seen = net.add({
      id: net.fresh(),
      op: 'matMul',
      inputs: [attention, v],
      transposed: [false, false],
    });
    const back = net.add({ id: net.fresh(), op: 'transpose', inputs: [seen], order: [1, 0, 2] });
    const joined = net.add({ id: net.fresh(), op: 'reshape', inputs: [back], shape: [tokens, width] });
    x = net.two('add', x, net.dense(joined, width, width));
    const hidden = net.end(net.dense(norm(x), width, 4 * width), 'gelu');
    x = net.two('add', x, net.dense(hidden, 4 * width, width));
  }
  const last = norm(x);
  const first = net.add({ id: net.fresh(), op: 'slice', inputs: [last], axis: 0, start: 0, size: 1 });
  const flat = net.add({ id: 'flat', op: 'flatten', inputs: [first] });
  return net.finish('vit-tiny', 'ViT-Ti/16', net.dense(flat, width, CLASSES));
}

/** Published architectures with seeded weights, by id: for how long they take, and for nothing else. */
export const SEEDED_NETWORKS: Readonly<Record<string, () => ImportedNetwork>> = {
  'efficientnet-b0': efficientNetB0,
  'mobilenet-v3-large': mobileNetV3Large,
  'vit-tiny': vitTiny,
};
