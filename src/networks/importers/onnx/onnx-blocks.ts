import { unsupportedOp } from '../../graph/failures';
import { addNode, arranged, fileShape, nodeInput } from './onnx-axes';
import { type Converter, integerAttribute, label } from './onnx-values';
import { phrase } from '../../../words/say';

/** Pixels of channels and back: `[N, C r r, H, W]` to `[N, C, H r, W r]` and the other way. */
export const spaceAndDepth =
  (deep: boolean): Converter =>
  (conversion) => {
    const x = nodeInput(conversion);
    const [n = 1, c = 1, h = 1, w = 1] = fileShape(conversion, x);
    const block = integerAttribute(conversion, 'blocksize', 1);
    const columnsFirst = conversion.node.attributes.get('mode')?.text === 'CRD';
    const { builder } = conversion;
    const map = arranged(conversion, x, [2, 3, 1]);
    const shape = (sides: readonly number[], inputs: string): string =>
      addNode(conversion, 'blocks', { op: 'reshape', inputs: [inputs], shape: sides });
    const turn = (order: readonly number[], inputs: string): string =>
      addNode(conversion, 'turned', { op: 'transpose', inputs: [inputs], order });
    if (block < 1 || n !== 1)
      throw unsupportedOp(
        phrase('{layer} in blocks of {block} is not supported.', { layer: label(conversion), block }),
      );
    if (deep) {
      const apart = shape([h / block, block, w / block, block, c], map);
      const id = shape([h / block, w / block, block * block * c], turn([0, 2, 1, 3, 4], apart));
      return { kind: 'node', id, axes: [-1, 2, 0, 1] };
    }
    const depth = c / block / block;
    const apart = columnsFirst
      ? turn([0, 3, 1, 4, 2], shape([h, w, depth, block, block], map))
      : turn([0, 2, 1, 3, 4], shape([h, w, block, block, depth], map));
    const id = builder.add({
      id: conversion.id,
      inputs: [apart],
      op: 'reshape',
      shape: [h * block, w * block, depth],
    });
    return { kind: 'node', id, axes: [-1, 2, 0, 1] };
  };
