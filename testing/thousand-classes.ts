import type { ImportedNetwork, Node } from '../src/networks/graph/graph';
import { PREPROCESSINGS } from '../src/core/records/preprocessings';
import { graphOf, someWeights } from './networks';

/** A thousand classes from 49 patches of a 224x224 picture: small, and with an answer that hangs on the picture. */
export function thousandClasses(preprocessing: 'tf' | 'caffe' = 'tf', side = 224): ImportedNetwork {
  const plain = { dilations: [1, 1], groups: 1, padding: [0, 0, 0, 0] } as const;
  const nodes: Node[] = [
    { id: 'x', op: 'input', inputs: [] },
    { id: 'patches', op: 'conv2d', inputs: ['x'], kernel: 'k1', strides: [32, 32], ...plain },
    { id: 'rectified', op: 'relu', inputs: ['patches'] },
    { id: 'seen', op: 'globalAvgPool', inputs: ['rectified'] },
    { id: 'flat', op: 'flatten', inputs: ['seen'] },
    { id: 'scores', op: 'dense', inputs: ['flat'], kernel: 'k2' },
    { id: 'probabilities', op: 'softmax', inputs: ['scores'] },
  ];
  const over = {
    title: 'A thousand',
    input: { size: [side, side], preprocessing: PREPROCESSINGS[preprocessing] },
  } as const;
  return {
    graph: graphOf(nodes, 'scores', 1000, over),
    weights: someWeights({ k1: [8, 8, 3, 5], k2: [5, 1000] }),
  };
}
