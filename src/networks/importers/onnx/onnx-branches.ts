import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { phrase } from '../../../words/say';
import type { OnnxGraph, OnnxNode } from './onnx-schema';
import { constantOf, type Conversion, label, type OnnxValue } from './onnx-values';

/**
 * A graph whose branches lie among its other nodes: those of either side of an If, each with `when` it is computed, and in the If's place
 * one node of its name for each output, which reads its condition and that output of either side. PyTorch's scripts write
 * an If where a shape decides, which is known once the picture's is: only the side that is taken is then read. Weights of
 * branches lie among the graph's.
 */
export function withBranches(graph: OnnxGraph): OnnxGraph {
  const initializers = [...graph.initializers];
  const among = (nodes: readonly OnnxNode[], when: NonNullable<OnnxNode['when']>): OnnxNode[] =>
    nodes.flatMap((node) => {
      const here = when.length > 0 ? { ...node, when } : node;
      const sides = [true, false].map((is) => ({ is, graph: branchOf(node, is) }));
      const [condition] = node.inputs;
      if (node.op !== 'If' || condition === undefined || sides.some((side) => !side.graph)) return [here];
      const within = sides.flatMap((side) => {
        initializers.push(...(side.graph?.initializers ?? []));
        return among(side.graph?.nodes ?? [], [...when, { condition, is: side.is }]);
      });
      const choices = node.outputs.map((output, i) => ({
        ...here,
        inputs: [condition, ...sides.map((side) => side.graph?.outputs[i]?.name ?? '')],
        outputs: [output],
      }));
      return [...within, ...choices];
    });
  const nodes = among(graph.nodes, []);
  return { ...graph, nodes, initializers };
}

function branchOf({ attributes }: OnnxNode, is: boolean): OnnxGraph | undefined {
  return attributes.get(is ? 'then_branch' : 'else_branch')?.graph;
}

/** Whether a node is to be read: not where a branch that it lies in is not taken, or where nothing tells. */
export function isTaken({ when = [] }: OnnxNode, value: Conversion['value']): boolean {
  return when.every(({ condition, is }) => truthOf(value(condition)) === is);
}

/** The output of the side of an If that is taken. */
export function taken(conversion: Conversion): OnnxValue {
  const [condition = '', ...sides] = conversion.node.inputs;
  const truth = truthOf(conversion.value(condition));
  if (truth === undefined)
    throw unsupportedOp(
      phrase('{layer} decides by the picture, which is not supported.', { layer: label(conversion) }),
    );
  const name = sides[truth ? 0 : 1] ?? '';
  const made = conversion.value(name);
  if (made) return made;
  throw unsupportedModel(
    phrase('“{name}”, which {reader} reads, is computed nowhere in the file.', {
      name,
      reader: label(conversion),
    }),
  );
}

/** What a condition is; undefined where that is not known before the picture is. */
function truthOf(value: OnnxValue | undefined): boolean | undefined {
  const constant = constantOf(value);
  return constant?.kind === 'integers' && constant.values.length === 1 ? constant.values[0] !== 0 : undefined;
}
