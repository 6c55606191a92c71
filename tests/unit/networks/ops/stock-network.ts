import * as tf from '@tensorflow/tfjs-core';
import type { ImportedNetwork, Node, NodeOf } from '../../../../src/networks/graph/graph';

/** The same network composed of TF.js's own operations, `[N, H, W, 3]` to `[N, classes]`. */
export function stockForward({ graph, weights }: ImportedNetwork, x: tf.Tensor4D): tf.Tensor {
  const values = new Map<string, tf.Tensor>();
  const weight = (name: string): tf.Tensor => {
    const { shape, values: numbers } = weights.get(name)!;
    return tf.tensor(numbers, [...shape]);
  };
  const biased = (value: tf.Tensor, bias: string | undefined): tf.Tensor =>
    bias ? tf.add(value, weight(bias)) : value;
  for (const node of graph.nodes) {
    const [first, ...rest] = node.inputs.map((id) => values.get(id)!);
    values.set(node.id, stockOp(node, first ?? x, rest, weight, biased));
  }
  return tf.reshape(values.get(graph.logits)!, [x.shape[0], -1]);
}

function stockOp(
  node: Node,
  x: tf.Tensor,
  rest: readonly tf.Tensor[],
  weight: (name: string) => tf.Tensor,
  biased: (value: tf.Tensor, bias: string | undefined) => tf.Tensor,
): tf.Tensor {
  switch (node.op) {
    case 'input':
      return tf.clone(x);
    case 'conv2d':
      return biased(
        tf.conv2d(padded(x, node), weight(node.kernel) as tf.Tensor4D, [...node.strides], 'valid'),
        node.bias,
      );
    case 'depthwiseConv2d':
      return biased(
        tf.depthwiseConv2d(padded(x, node), weight(node.kernel) as tf.Tensor4D, [...node.strides], 'valid'),
        node.bias,
      );
    case 'maxPool':
      return tf.maxPool(padded(x, node), [...node.size], [...node.strides], 'valid');
    case 'avgPool':
      return tf.avgPool(padded(x, node), [...node.size], [...node.strides], 'valid');
    case 'globalAvgPool':
      return tf.mean(x, [1, 2]);
    case 'batchNorm': {
      const deviation = tf.sqrt(tf.add(weight(node.variance), node.epsilon));
      const scaled = tf.mul(tf.div(tf.sub(x, weight(node.mean)), deviation), weight(node.scale));
      return tf.add(scaled, weight(node.offset));
    }
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'concat':
      return tf.concat([x, ...rest], 3);
    case 'add':
      return tf.add(x, rest[0]!);
    case 'flatten':
      return tf.reshape(x, [x.shape[0], -1]);
    case 'dense':
      return biased(tf.matMul(x, weight(node.kernel)), node.bias);
    default:
      throw new Error(`no random network holds ${node.op}`);
  }
}

type Windowed = NodeOf<'conv2d' | 'depthwiseConv2d' | 'maxPool' | 'avgPool'>;

function padded(
  x: tf.Tensor,
  { padding: [top, right, bottom, left] }: Pick<Windowed, 'padding'>,
): tf.Tensor4D {
  return tf.pad(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]) as tf.Tensor4D;
}
