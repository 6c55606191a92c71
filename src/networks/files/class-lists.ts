import * as v from 'valibot';
import { classLabels, distinctLabels, sideLabels } from '../graph/class-names';
import type { ImportedNetwork } from '../graph/graph';
import { phrase } from '../../words/say';

/** Class names found beside a network, and where. */
export interface ClassList {
  readonly from: string;
  readonly names: readonly string[];
}

/** Names of files that are a list of classes for sure. */
export const NAMED_AFTER_CLASSES = /class|label|name|synset|categor|metadata/i;

/** What Teachable Machine writes beside its model. */
const TeachableSchema = v.object({
  labels: v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.minLength(1)),
  modelName: v.optional(v.string()),
});

/** What the `metadata.json` of Teachable Machine says; null where it is another file. */
export function teachableMetadata(text: string): v.InferOutput<typeof TeachableSchema> | null {
  try {
    const parsed = v.safeParse(TeachableSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** The network with the names of the first list that has one for each of its classes; as it was where none has. */
export function withClassNames(network: ImportedNetwork, lists: readonly ClassList[]): ImportedNetwork {
  const { graph } = network;
  const count = graph.classes.length;
  const isBinary = graph.output.kind === 'binary';
  const fitting = lists.find(({ names }) => names.length === count || (isBinary && names.length === 1));
  if (fitting) {
    const labels = isBinary ? sideLabels(fitting.names) : classLabels(count, fitting.names);
    // What has names for its values gives scores of classes.
    const output = Object.fromEntries(
      Object.entries(graph.output).filter(([key]) => key !== 'doubt'),
    ) as typeof graph.output;
    return { ...network, graph: { ...graph, classes: distinctLabels(labels), output } };
  }
  const near = lists.find(({ from }) => NAMED_AFTER_CLASSES.test(from));
  if (!near) return network;
  const note = phrase(
    '“{from}” has {names, number} names and the network {count, number} classes, so it is not used.',
    { from: near.from, names: near.names.length, count },
  );
  return { ...network, graph: { ...graph, notes: [...(graph.notes ?? []), note] } };
}
