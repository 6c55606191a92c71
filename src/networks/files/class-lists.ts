import * as v from 'valibot';
import { parseClassNames } from '../../core/records/class-list';
import { decodeText } from '../../core/records/text-encoding';
import { classLabels, distinctLabels, sideLabels } from '../graph/class-names';
import type { ImportedNetwork } from '../graph/graph';
import type { GivenFile } from './given-file';
import { phrase } from '../../words/say';

/** Class names found beside a network, and where. */
export interface ClassList {
  readonly from: string;
  readonly names: readonly string[];
}

const LARGEST_LIST = 4e6;
const OF_TEXT = /\.(txt|csv|tsv|json|names|labels|ya?ml)$/i;
const NO_LIST = /^(read ?me|licen[cs]e|notice|changelog|authors|requirements|model)\b/i;
const NAMED_AFTER_CLASSES = /class|label|name|synset|categor|metadata/i;

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

/** Every file beside the network that may be a list of its classes, the likeliest first. */
export async function classListsIn(beside: readonly GivenFile[]): Promise<readonly ClassList[]> {
  const texts = beside.filter(
    ({ file, format }) =>
      (format.kind === 'text' || format.kind === 'json') &&
      file.size <= LARGEST_LIST &&
      OF_TEXT.test(file.name) &&
      !NO_LIST.test(file.name),
  );
  const lists: ClassList[] = [];
  for (const { file } of texts) {
    const parsed = parseClassNames(decodeText(new Uint8Array(await file.arrayBuffer())));
    if ('names' in parsed) lists.push({ from: file.name, names: parsed.names });
  }
  const rank = ({ from }: ClassList): number => (NAMED_AFTER_CLASSES.test(from) ? 0 : 1);
  return lists.toSorted((a, b) => rank(a) - rank(b));
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
