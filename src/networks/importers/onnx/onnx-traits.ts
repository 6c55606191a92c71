import { withFamily } from '../network-family';
import type { OnnxGraph, OnnxNode } from './onnx-schema';

/** An error of a file, with what kind of network it seems to be. */
export function explained(error: unknown, { nodes, initializers, inputs, outputs }: OnnxGraph): unknown {
  const stored = new Set(initializers.map(({ name }) => name));
  return withFamily(error, () => ({
    kinds: nodes.map(kindOf),
    names: [...nodes.map(({ name }) => name), ...stored],
    inputs: inputs.filter(({ name }) => !stored.has(name)),
    outputs,
  }));
}

/** The kind of a layer, those of others' libraries with their domain before a dot. */
export function kindOf({ domain, op }: OnnxNode): string {
  return domain === '' || domain === 'ai.onnx' ? op : `${domain}.${op}`;
}
