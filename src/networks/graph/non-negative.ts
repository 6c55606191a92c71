import { traitsOf } from '../ops/index';
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
    const never = found ? traitsOf(found).nonNegative : 'no';
    if (!found || never === 'no') return false;
    if (never === 'always') continue;
    for (const input of found.inputs) {
      if (!seen.has(input)) pending.push(input);
      seen.add(input);
    }
  }
  return true;
}
