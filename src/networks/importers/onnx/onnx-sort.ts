import { unsupportedModel } from '../../graph/failures';
import type { OnnxGraph, OnnxNode } from './onnx-schema';
import { phrase } from '../../../words/say';
import type { Value } from '../../../words/message';

/**
 * The nodes that `output` needs, each after those it reads from. Throws LabError `unsupported-model` where the graph runs in
 * a circle, or where a value comes from nowhere.
 */
export function sortedNodes(
  graph: OnnxGraph,
  output: string,
  isGiven: (name: string) => boolean,
): OnnxNode[] {
  const makers = new Map<string, OnnxNode>();
  for (const node of graph.nodes) {
    for (const name of node.outputs) {
      if (name === '') continue;
      if (makers.has(name))
        throw unsupportedModel(phrase('Two layers of the network both compute “{name}”.', { name }));
      makers.set(name, node);
    }
  }
  const sorted: OnnxNode[] = [];
  const state = new Map<OnnxNode, 'open' | 'done'>();
  const pending: { name: string; reader: Value }[] = [{ name: output, reader: phrase('the output') }];
  while (pending.length > 0) {
    const { name, reader } = pending[pending.length - 1] as { name: string; reader: Value };
    const node = name === '' || isGiven(name) ? undefined : makers.get(name);
    if (!node) {
      if (name !== '' && !isGiven(name))
        throw unsupportedModel(
          phrase('“{name}”, which {reader} reads, is computed nowhere in the file.', { name, reader }),
        );
      pending.pop();
    } else if (state.get(node) === 'done') {
      pending.pop();
    } else if (state.get(node) === 'open') {
      state.set(node, 'done');
      sorted.push(node);
      pending.pop();
    } else {
      state.set(node, 'open');
      // What is last is come to first: whether a node of a branch is computed at all.
      for (const input of [...node.inputs, ...(node.when ?? []).map(({ condition }) => condition)]) {
        const maker = makers.get(input);
        if (maker && state.get(maker) === 'open' && !isGiven(input)) {
          throw unsupportedModel(
            phrase('The network runs in a circle: “{input}” is computed from itself.', { input }),
          );
        }
        pending.push({ name: input, reader: node.name || node.op });
      }
    }
  }
  return sorted;
}

/** How many nodes read each value; the network’s end reads its output. */
export function countReaders(nodes: readonly OnnxNode[], output: string): Map<string, number> {
  const readers = new Map([[output, 1]]);
  for (const name of nodes.flatMap((node) => node.inputs)) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}
