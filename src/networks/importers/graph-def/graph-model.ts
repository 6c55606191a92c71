import { LabError } from '../../../core/records/lab-error';
import { damagedModel, unsupportedModel } from '../../graph/failures';
import { imagenetClasses } from '../../graph/imagenet-classes';
import type { ImportedNetwork, Pair } from '../../graph/graph';
import { resolvePreprocessing } from '../../graph/preprocessing';
import { settleNow } from '../../storage/lazy-numbers';
import { type CollectedNetwork, createGraphBuilder } from '../graph-builder';
import { collectBlockers } from '../blockers';
import type { ImportOptions } from '../import-options';
import { withFamily } from '../network-family';
import { sortedLayers } from '../keras/layers-sort';
import { likeliestOutput, outputMerit } from '../looks-like-features';
import { noSuchOutput } from '../network-output';
import { type PictureChannels, pictureChannels } from '../picture-channels';
import { readAtSize, withOpenSize } from '../open-size';
import { shapeAttribute } from './graph-attributes';
import { convertNode, isKnown } from './graph-converters';
import { type GraphDefNode, type GraphModel, nodeName, parseGraphModel } from './graph-schema';
import { type GraphConversion, type GraphValue, laid } from './graph-values';
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
  const picture = pictureInput(nodes);
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
    nodes.map((node) => ({ ...node, reads: readsOf(node) })),
    output,
    new Set(),
  );
}

/** What a node reads; an input `^name` is only waited for. */
function readsOf({ input }: GraphDefNode): string[] {
  return input.filter((name) => !name.startsWith('^')).map(nodeName);
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
  const read = new Set(nodes.flatMap(readsOf));
  return nodes
    .filter(({ name, op, input }) => !read.has(name) && !isGiven(op) && op !== 'NoOp' && input.length > 0)
    .map(({ name }) => ({ name, node: name }));
}

interface PictureInput {
  readonly name: string;
  readonly size: Pair;
  readonly channels: PictureChannels;
}

/** The one input that is a picture, `[N, H, W, C]`, in colour or in grey. */
function pictureInput(nodes: readonly GraphDefNode[]): PictureInput {
  const inputs = nodes.filter(({ op }) => op === 'Placeholder');
  const [input] = inputs;
  if (!input || inputs.length > 1) {
    const names = inputs.map(({ name }) => name).slice(0, 5);
    throw unsupportedModel(
      names.length > 0
        ? phrase('Expected one input, a picture, got {count}: {names}.', {
            count: inputs.length,
            names: names.join(', '),
          })
        : phrase('Expected one input, a picture, got {count}.', { count: inputs.length }),
    );
  }
  const shape = shapeAttribute(input, 'shape') ?? [-1, -1, -1, 3];
  const [, height = 0, width = 0, last] = shape;
  const channels = pictureChannels(input.name, shape, last);
  return { name: input.name, size: [Math.max(0, height), Math.max(0, width)], channels };
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
  const values = new Map<string, GraphValue>([[picture.name, { kind: 'node', id: picture.name }]]);
  const short = shortNames(nodes, picture.name);
  const blockers = collectBlockers();
  let last: GraphConversion | undefined;
  for (const node of nodes) {
    if (node.op === 'Placeholder') continue;
    if (node.op === 'Const') {
      values.set(node.name, stored(node.name));
      continue;
    }
    const convert = (): void => {
      const inputs = readsOf(node).map((name) => {
        const value = values.get(name);
        if (!value)
          throw unsupportedModel(
            phrase('“{name}” reads “{name2}”, which is computed nowhere.', { name: node.name, name2: name }),
          );
        return value;
      });
      last = { node, id: short(node.name), builder, inputs };
      values.set(node.name, convertNode(last));
    };
    const { op: kind, name } = node;
    blockers.convert({ kind, known: isKnown(kind), reads: readsOf(node), gives: [name], convert });
  }
  blockers.refuse();
  const result = values.get(output.node);
  if (result?.kind !== 'node' || !last)
    throw unsupportedModel(phrase('The output of the network does not depend on its picture.'));
  const id = options.id ?? 'graph-model';
  return builder.finish({
    id,
    title: options.title ?? id,
    preprocessing: options.preprocessing && resolvePreprocessing(options.preprocessing),
    source: {
      format: 'graph',
      producer: 'tensorflow',
      names: [id, options.title ?? '', ...nodes.slice(0, 50).map(({ name }) => name)],
    },
    output: laid(last, result),
    outputName: output.name,
    outputNames: outputsOf(model).map(({ name }) => name),
    outputOpen: output.open,
    answers: options.answers,
    ...(options.classes ? { classNames: options.classes } : {}),
    imagenet: imagenetClasses(),
  });
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
