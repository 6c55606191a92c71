import type { Node } from './graph';

/** Whether a node's value can never be below 0: after a rectifier, through layers that keep the sign. */
export function isNonNegative(id: string, node: (id: string) => Node | undefined): boolean {
  const found = node(id);
  switch (found?.op) {
    case 'relu':
    case 'relu6':
    case 'softmax':
      return true;
    case 'maxPool':
    case 'avgPool':
    case 'globalAvgPool':
    case 'dropout':
    case 'flatten':
    case 'reshape':
    case 'concat':
    case 'add':
      return found.inputs.every((input) => isNonNegative(input, node));
    default:
      return false;
  }
}
