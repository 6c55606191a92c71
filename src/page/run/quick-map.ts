import type { MethodInfo } from '../../methods/catalog/params';

/** Parameters of methods that take many passes through the network for one map. */
const MANY_PASSES = ['samples', 'steps', 'masks', 'patch'];
const LARGE_NETWORK = 20e6;

/** Whether a network of so many parameters takes seconds for one pass: then nothing is drawn of it that nobody asked for. */
export function isLargeNetwork(parameters: number): boolean {
  return parameters > LARGE_NETWORK;
}

/** Whether a method draws its map in one pass through the network. */
export function isOnePass(method: MethodInfo): boolean {
  return !MANY_PASSES.some((key) => key in method.params);
}
