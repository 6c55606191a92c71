import { opOf } from '../ops/index';
import { unsupportedModel } from './failures';
import type { Node } from './graph';
import { sizeOf, type Shape } from './shapes';
import { phrase } from '../../words/say';

/** More values than this in one activation is a broken or hostile file, not a classifier. */
const LARGEST_ACTIVATION = 2 ** 27;

/**
 * Shape of a node's value from its inputs' shapes, all without the batch axis.
 * Throws LabError `unsupported-model` where they do not fit together, `unsupported-op` where the fit is not supported.
 */
export function outputShape(node: Node, inputs: readonly Shape[], weight: (name: string) => Shape): Shape {
  if (node.op === 'input')
    throw unsupportedModel(phrase('Expected one input, found a second one at “{id}”.', { id: node.id }));
  const shape = opOf(node.op).shape(node, inputs, weight);
  const sane =
    shape.every((side) => Number.isInteger(side) && side > 0) && sizeOf(shape) <= LARGEST_ACTIVATION;
  if (sane) return shape;
  throw unsupportedModel(
    phrase('{id} ({op}) would give an impossible shape [{shape}].', {
      id: node.id,
      op: node.op,
      shape: shape.join(', '),
    }),
  );
}
