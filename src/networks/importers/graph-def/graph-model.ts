import { LabError } from '../../../core/records/lab-error';
import { damagedModel, unsupportedModel } from '../../graph/failures';
import { imagenetClasses } from '../../graph/imagenet-classes';
import type { ImportedNetwork } from '../../graph/graph';
import { resolvePreprocessing } from '../../graph/preprocessing';
import { settleNow } from '../../storage/lazy-numbers';
import { type CollectedNetwork, createGraphBuilder } from '../graph-builder';
import { collectBlockers } from '../blockers';
import type { ImportOptions } from '../import-options';
import { withFamily } from '../network-family';
import { sortedLayers } from '../keras/layers-sort';
import { likeliestOutput, outputMerit } from '../looks-like-features';
import { noSuchOutput } from '../network-output';
import { inOutputOrder } from '../onnx/onnx-axes';
import { ENDINGS } from '../onnx/onnx';
import type { PictureInput } from '../onnx/onnx-picture-input';
import type { OnnxValue } from '../onnx/onnx-values';
import { readAtSize, withOpenSize } from '../open-size';
import { shapeAttribute } from './graph-attributes';
import { convertNode, isKnown } from './graph-converters';
import { graphPicture } from './graph-picture';
import { type GraphDefNode, type GraphModel, nodeName, parseGraphModel, tensorName } from './graph-schema';
import { graphConversion } from './graph-values';
import { storedValues } from './graph-weights';
import { phrase } from '../../../words/say';

/**
 * The network a TF.js graph model holds: a frozen TensorFlow GraphDef, as `tensorflowjs_converter` writes most published ones.
 * `modelJson` is the parsed `model.json`, `weightBytes` its shards joined in the manifest's order.
 * Throws LabError `unsupported-model` for a damaged or different file, `unsupported-op` for a node the lab lacks.
 */
export function importGraphModel(
  modelJson: unknown,
  weightBytes: Uint8Array,
  options: ImportOptions = {},
): ImportedNetwork {
  try {
    const model = parseGraphModel(modelJson);
    const { graph, weights } = imported(model, weightBytes, options);
    return { graph, weights: settleNow(weights, options.weights) };
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw damagedModel(phrase('The graph model is damaged: its parts do not fit together.'), error);
  }
}

/** As `converted`; an error says what kind of network it seems to be. */
function imported(model: GraphModel, bytes: Uint8Array, options: ImportOptions): CollectedNetwork {
  try {
    return converted(model, bytes, options);
  } catch (error) {
    throw withFamily(error, () => ({
      kinds: model.nodes.map(({ op }) => op),
      names: model.nodes.map(({ name }) => name),
      inputs: model.nodes
        .filter(({ op }) => op === 'Placeholder')
        .map((node) => ({ name: node.name, dims: shapeAttribute(node, 'shape') ?? [] })),
      outputs: outputsOf(model).map(({ name }) => ({ name, dims: [] })),
    }));
  }
}

function converted(model: GraphModel, bytes: Uint8Array, options: ImportOptions): CollectedNetwork {
  const output = chosenOutput(model, options.output);
  const nodes = neededNodes(model, output.node);
  const picture = graphPicture(nodes);
  const { result, open } = readAtSize(picture.size, options.size, (size) =>
    importedAt(model, nodes, bytes, options, { ...picture, size }, output),
  );
  return open ? { ...result, graph: withOpenSize(result.graph) } : result;
}

const isGiven = (op: string): boolean => op === 'Placeholder' || op === 'Const';

/** The nodes that an output needs, each after those it reads. */
function neededNodes({ nodes }: GraphModel, output: string): readonly GraphDefNode[] {
  const named = new Set<string>();
  for (const { name } of nodes) {
    if (named.has(name)) throw unsupportedModel(phrase('Two layers are called “{name}”.', { name }));
    named.add(name);
  }
  return sortedLayers(
    nodes.map((node) => ({ ...node, reads: readsOf(node).map(nodeName) })),
    nodeName(output),
    new Set(),
  );
}

/** The tensors that a node reads; an input `^name` is only waited for. */
function readsOf({ input }: GraphDefNode): string[] {
  return input.filter((name) => !name.startsWith('^')).map(tensorName);
}

interface Output {
  readonly name: string;
  readonly node: string;
  /** Whether another could as well be the class scores. */
  readonly open?: boolean;
}

/** The output of the `wanted` name; else of several the one whose name speaks most for classes, the first of equals. */
function chosenOutput(model: GraphModel, wanted: string | undefined): Output {
  const outputs = outputsOf(model);
  const names = outputs.map(({ name }) => name);
  const best = wanted === undefined ? likeliestOutput(outputs, ({ name }) => outputMerit(name)) : undefined;
  const found = best ? { ...best.output, open: best.open } : outputs.find(({ name }) => name === wanted);
  if (found) return found;
  throw wanted === undefined
    ? unsupportedModel(phrase('Expected a graph model with an output, found none.'))
    : noSuchOutput(wanted, names);
}

/** What the file says are its outputs, or else what nothing reads. */
function outputsOf({ nodes, outputs }: GraphModel): readonly Output[] {
  if (outputs.length > 0) return outputs;
  const read = new Set(nodes.flatMap(readsOf).map(nodeName));
  return nodes
    .filter(({ name, op, input }) => !read.has(name) && !isGiven(op) && op !== 'NoOp' && input.length > 0)
    .map(({ name }) => ({ name, node: name }));
}

/** The network for pictures of one size. */
function importedAt(
  model: GraphModel,
  nodes: readonly GraphDefNode[],
  bytes: Uint8Array,
  options: ImportOptions,
  picture: PictureInput,
  output: Output,
): CollectedNetwork {
  const builder = createGraphBuilder(picture.name, picture.size, picture.channels);
  const stored = storedValues(model.manifest, bytes);
  const values = new Map<string, OnnxValue>([[picture.name, picture.valueIn(builder)]]);
  const short = shortNames(nodes, picture.name);
  const blockers = collectBlockers();
  const end = pastIdentities(nodes, output.node);
  const readers = countReaders(nodes, end);
  // What the file calls each node of the graph: views of it are the same node.
  const names = new Map<string, Set<string>>();
  for (const node of nodes) {
    if (node.op === 'Placeholder') continue;
    if (node.op === 'Const') {
      values.set(node.name, stored(node.name));
      continue;
    }
    const reads = readsOf(node);
    const convert = (): void => {
      const inputs = reads.map((name) => {
        const value = values.get(name);
        if (!value)
          throw unsupportedModel(
            phrase('“{name}” reads “{name2}”, which is computed nowhere.', { name: node.name, name2: name }),
          );
        return value;
      });
      const last = node.name === end && readers.get(end) === 1;
      const alone = (id: string): boolean =>
        [...(names.get(id) ?? [])].every((name) => readers.get(name) === 1);
      const made = convertNode(graphConversion({ node, id: short(node.name), builder, inputs, last, alone }));
      for (const [i, value] of [made].flat().entries()) {
        const name = i === 0 ? node.name : `${node.name}:${i}`;
        values.set(name, value);
        if (value.kind === 'node') names.set(value.id, (names.get(value.id) ?? new Set()).add(name));
      }
    };
    const { op: kind, name } = node;
    const gives = [name, ...[1, 2, 3, 4, 5].map((i) => `${name}:${i}`)];
    blockers.convert({ kind, known: isKnown(kind), reads, gives, convert });
  }
  blockers.refuse();
  const result = values.get(output.node);
  if (result?.kind !== 'node')
    throw unsupportedModel(phrase('The output of the network does not depend on its picture.'));
  if (result.padding || result.expanded)
    throw unsupportedModel(
      phrase('The output “{name}” is a padded map; expected one score for each class.', {
        name: output.name,
      }),
    );
  const id = options.id ?? 'graph-model';
  return builder.finish({
    id,
    title: options.title ?? id,
    preprocessing: options.preprocessing && resolvePreprocessing(options.preprocessing),
    source: {
      format: 'graph',
      producer: 'tensorflow',
      names: [id, options.title ?? '', ...nodes.slice(0, 50).map(({ name }) => name)],
      wholeFrom: picture.wholeFrom,
    },
    output: inOutputOrder({ builder, id: result.id }, result),
    outputName: output.name,
    outputNames: outputsOf(model).map(({ name }) => name),
    outputOpen: output.open,
    answers: options.answers,
    notes: picture.notes,
    ending: ENDINGS[nodes.at(-1)?.op ?? ''],
    ...(options.classes ? { classNames: options.classes } : {}),
    imagenet: imagenetClasses(),
  });
}

/** How many nodes read each tensor; the network's end reads its output. */
function countReaders(nodes: readonly GraphDefNode[], output: string): Map<string, number> {
  const readers = new Map([[output, 1]]);
  for (const name of nodes.flatMap(readsOf)) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}

/** The tensor that an output is, under whatever names it is passed on. */
function pastIdentities(nodes: readonly GraphDefNode[], output: string): string {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  let at = output;
  for (let node = byName.get(at); node?.op === 'Identity'; node = byName.get(at)) at = readsOf(node)[0] ?? at;
  return at;
}

/** Names without the path that all of a graph's nodes begin with, as `StatefulPartitionedCall/model/`. */
function shortNames(nodes: readonly GraphDefNode[], input: string): (name: string) => string {
  const names = nodes.filter(({ op }) => !isGiven(op) && op !== 'Identity').map(({ name }) => name);
  const [first = '', ...others] = names;
  let length = first.lastIndexOf('/') + 1;
  for (const name of others)
    while (length > 0 && !name.startsWith(first.slice(0, length)))
      length = first.lastIndexOf('/', length - 2) + 1;
  const prefix = first.slice(0, length);
  const taken = (name: string): boolean => name.slice(prefix.length) === input;
  return (name) => (name.startsWith(prefix) && !taken(name) ? name.slice(prefix.length) : name);
}
