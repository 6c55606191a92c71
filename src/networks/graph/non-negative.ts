import type { Node } from './graph';

/** Layers looked at before giving up: a network has its rectifiers near. */
const MOST_NODES = 256;

/** Whether a node's value can never be below 0: after rectifiers not far back, through layers that keep the sign. */
export function isNonNegative(id: string, node: (id: string) => Node | undefined): boolean {
  const pending = [id];
  const seen = new Set(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.size > MOST_NODES) return false;
    const found = node(next);
    switch (found?.op) {
      case 'relu':
      case 'relu6':
      case 'softmax':
      case 'sigmoid':
        break;
      case 'maxPool':
      case 'avgPool':
      case 'globalAvgPool':
      case 'dropout':
      case 'flatten':
      case 'reshape':
      case 'concat':
      case 'add':
        for (const input of found.inputs) {
          if (!seen.has(input)) pending.push(input);
          seen.add(input);
        }
        break;
      default:
        return false;
    }
  }
  return true;
}
