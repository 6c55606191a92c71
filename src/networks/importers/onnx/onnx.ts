import { FORMAT_BYTES, formatOf } from '../../../core/records/file-format';
import { unsupportedModel } from '../../graph/failures';
import { imagenetClasses } from '../../graph/imagenet-classes';
import type { ImportedNetwork } from '../../graph/graph';
import { settle, settleNow } from '../../storage/lazy-numbers';
import { resolvePreprocessing } from '../../graph/preprocessing';
import { type CollectedNetwork, createGraphBuilder } from '../graph-builder';
import { collectBlockers } from '../blockers';
import type { ImportOptions } from '../import-options';
import { likeliestOutput, outputMerit } from '../looks-like-features';
import { mapOutput, noSuchOutput } from '../network-output';
import { inOutputOrder } from './onnx-axes';
import { isTaken, withBranches } from './onnx-branches';
import { foldConstant, foldingBudget, isFolded } from './onnx-constants';
import { converterOf, isConverted } from './onnx-converters';
import { damagedOnnx, notOnnx } from './onnx-damage';
import { attachExternal, externalAmong, type FindExternal } from './onnx-external';
import { readOnnxFile } from './onnx-file';
import { withoutFusedNodes } from './onnx-fused-nodes';
import {
  decodeOnnx,
  type OnnxGraph,
  type OnnxModel,
  type OnnxTensor,
  type OnnxValueInfo,
} from './onnx-schema';
import { type PictureInput, pictureInput } from './onnx-picture-input';
import { ROUNDED } from './onnx-quantised';
import { withoutQuantisedNodes } from './onnx-quantised-nodes';
import { countReaders, sortedNodes } from './onnx-sort';
import { readAtSize, withOpenSize } from '../open-size';
import { explained, kindOf } from './onnx-traits';
import type { Conversion, OnnxValue } from './onnx-values';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

/**
 * The network an ONNX file holds, its weights turned from NCHW to NHWC. Layers that the first output does not need are left
 * out, batch norms are folded into the layer before them, and the softmax a file ends with stays after the logits.
 * Throws LabError `unsupported-model` for a file that is not an image classifier or is damaged, `unsupported-op` for a layer
 * the lab lacks. Format: https://github.com/onnx/onnx/blob/main/docs/IR.md
 */
export function importOnnx(bytes: Uint8Array, options: ImportOptions = {}): ImportedNetwork {
  try {
    const whole = graphOf(decoded(bytes), bytes);
    const { graph, weights } = understood(whole, options);
    return { graph, weights: settleNow(weights, options.weights) };
  } catch (error) {
    throw damagedOnnx(error);
  }
}

/**
 * As `importOnnx`, from a file whose large weights are read and made one by one; `beside` are the files that hold weights it
 * keeps outside itself. `onProgress` hears 0 to 1. Throws LabError `weights-missing` where such a file is not given.
 */
export async function importOnnxFile(
  file: Blob,
  options: ImportOptions = {},
  onProgress?: (fraction: number) => void,
  beside: readonly File[] | FindExternal = [],
): Promise<ImportedNetwork> {
  const head = new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer());
  try {
    const model = await readOnnxFile(file).catch((error: unknown) => {
      throw notOnnx(error, head, file.size);
    });
    const whole = graphOf(model, head);
    const find = typeof beside === 'function' ? beside : externalAmong(beside);
    await attachExternal(tensorsOf(whole.graph), find);
    const { graph, weights } = understood(whole, options);
    const { map, name } = graph.output;
    if (map) throw explained(mapOutput(map, name), whole.graph);
    return { graph, weights: await settle(weights, options.weights ?? 'float32', onProgress) };
  } catch (error) {
    throw damagedOnnx(error);
  }
}

/** Every tensor of a graph: its weights, and constants inside its nodes. */
function tensorsOf({ initializers, nodes }: OnnxGraph): OnnxTensor[] {
  const constants = nodes.flatMap(({ attributes }) => [...attributes.values()].map(({ tensor }) => tensor));
  return [...initializers, ...constants.filter((tensor) => tensor !== undefined)];
}

function decoded(bytes: Uint8Array): OnnxModel {
  try {
    return decodeOnnx(bytes);
  } catch (error) {
    throw notOnnx(error, bytes, bytes.length);
  }
}

function graphOf(model: OnnxModel, head: Uint8Array): WholeModel {
  const graph = model.graph && withBranches(model.graph);
  if (graph && graph.nodes.length > 0)
    return { ...model, graph: { ...graph, nodes: withoutFusedNodes(withoutQuantisedNodes(graph.nodes)) } };
  if (formatOf(head, '').kind !== 'network') throw notOnnx(null, head, head.length);
  throw unsupportedModel(phrase('The ONNX file holds no layers.'));
}

type WholeModel = OnnxModel & { readonly graph: OnnxGraph };

/** As `converted`; an error says what kind of network it seems to be. */
function understood(model: WholeModel, options: ImportOptions): CollectedNetwork {
  try {
    return converted(model, options);
  } catch (error) {
    throw explained(error, model.graph);
  }
}

function converted(model: WholeModel, options: ImportOptions): CollectedNetwork {
  const stored = new Map(model.graph.initializers.map((tensor) => [tensor.name, tensor]));
  const given = model.graph.inputs.filter((input) => !stored.has(input.name));
  const picture = pictureInput(given, model.producer);
  const { result, open } = readAtSize(picture.size, options.size, (size) =>
    convertedAt(model, options, stored, { ...picture, size }),
  );
  return open ? { ...result, graph: withOpenSize(result.graph) } : result;
}

/** The network for pictures of one size. */
function convertedAt(
  { graph, opset, producer }: WholeModel,
  options: ImportOptions,
  stored: ReadonlyMap<string, OnnxTensor>,
  picture: PictureInput,
): CollectedNetwork {
  const { output, open } = chosenOutput(graph.outputs, options.output);
  const builder = createGraphBuilder(picture.name, picture.size, picture.channels);
  const values = new Map<string, OnnxValue>([[picture.name, picture.valueIn(builder)]]);
  const nodes = sortedNodes(graph, output.name, (name) => stored.has(name) || name === picture.name);
  const readers = countReaders(nodes, output.name);
  const budget = foldingBudget(stored.values());
  const blockers = collectBlockers();
  // What the file calls each node of the graph: views of it are the same node.
  const names = new Map<string, Set<string>>();
  const note = (name: string, made: OnnxValue): void => {
    values.set(name, made);
    if (made.kind === 'node') names.set(made.id, (names.get(made.id) ?? new Set()).add(name));
  };
  const value = (name: string): OnnxValue | undefined => {
    const tensor = stored.get(name);
    return values.get(name) ?? (tensor && { kind: 'tensor', tensor });
  };

  for (const node of nodes) {
    if (!isTaken(node, value)) continue;
    const id = node.outputs[0] ?? node.name;
    const conversion: Conversion = {
      node,
      id,
      opset,
      builder,
      last: node.outputs.every((made) => (readers.get(made) ?? 0) === (made === output.name ? 1 : 0)),
      value,
      alone: (made) => [...(names.get(made) ?? [])].every((name) => readers.get(name) === 1),
    };
    blockers.convert({
      kind: kindOf(node),
      known: isConverted(node) || isFolded(node),
      reads: node.inputs,
      gives: node.outputs,
      convert() {
        const made = foldConstant(conversion, budget) ?? converterOf(conversion)(conversion);
        if (!isList(made)) note(id, made);
        else for (const [i, each] of made.entries()) note(node.outputs[i] ?? '', each);
      },
    });
  }
  blockers.refuse();

  const given = value(output.name);
  const result = given?.kind === 'condition' ? given.of : given;
  if (result?.kind !== 'node')
    throw unsupportedModel(phrase('The output of the network does not depend on its picture.'));
  if (result.order) {
    const [channels, height, width] = result.order;
    throw mapOutput([height, width, channels], output.name);
  }
  if (result.padding)
    throw unsupportedModel(
      phrase('The output “{name}” is a padded map; expected one score for each class.', {
        name: output.name,
      }),
    );
  const name = options.id ?? (graph.name || 'onnx-network');
  return builder.finish({
    id: name,
    title: options.title ?? (graph.name || name),
    preprocessing: options.preprocessing && resolvePreprocessing(options.preprocessing),
    source: {
      format: 'onnx',
      producer,
      names: [name, options.title ?? '', graph.name],
      wholeFrom: picture.wholeFrom,
      weightNames: [...stored.keys()],
    },
    output: inOutputOrder({ builder, id: result.id }, result),
    outputName: output.name,
    outputNames: graph.outputs.map(({ name: each }) => each),
    outputOpen: open,
    answers: options.answers,
    notes: [...picture.notes, ...(nodes.some(({ op }) => op === 'QuantizeLinear') ? [ROUNDED] : [])],
    ending: ENDINGS[nodes.at(-1)?.op ?? ''],
    ...(options.classes ? { classNames: options.classes } : {}),
    imagenet: imagenetClasses(),
  });
}

function isList(made: OnnxValue | readonly OnnxValue[]): made is readonly OnnxValue[] {
  return Array.isArray(made);
}

/** What a file does with its scores at last. */
export const ENDINGS: Readonly<Record<string, Phrase>> = {
  ArgMax: phrase(
    'The file ends with the number of its best class; the scores that it is picked by are read, as classes of which one is right.',
  ),
  TopK: phrase(
    'The file ends with its best classes; the scores that they are picked by are read, as classes of which one is right.',
  ),
};

/**
 * The output of the `wanted` name; else of several the one whose name and shape speak most for classes, the first of equals.
 * Throws LabError `unsupported-model` where there is none.
 */
function chosenOutput(
  outputs: readonly OnnxValueInfo[],
  wanted: string | undefined,
): { readonly output: OnnxValueInfo; readonly open: boolean } {
  const isMap = ({ dims }: OnnxValueInfo): boolean =>
    dims.length === 4 && dims.slice(2).some((side) => side > 1);
  const merit = (output: OnnxValueInfo): number => outputMerit(output.name) - (isMap(output) ? 2 : 0);
  if (wanted === undefined) {
    const best = likeliestOutput(outputs, merit);
    if (best) return best;
  }
  const found = outputs.find(({ name }) => name === wanted);
  if (found) return { output: found, open: false };
  throw wanted === undefined
    ? unsupportedModel(phrase('Expected an ONNX network with an output, found none.'))
    : noSuchOutput(
        wanted,
        outputs.map(({ name }) => name),
      );
}
