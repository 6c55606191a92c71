import { LabError } from '../../../core/records/lab-error';
import { damagedModel, unsupportedModel } from '../../graph/failures';
import type { ClassLabel, ImportedNetwork, Pair } from '../../graph/graph';
import { settleNow } from '../../storage/lazy-numbers';
import { resolvePreprocessing } from '../../graph/preprocessing';
import { type CollectedNetwork, createGraphBuilder, type Finish, type GraphBuilder } from '../graph-builder';
import { rowNotes } from '../picture-channels';
import { collectBlockers } from '../blockers';
import type { ImportOptions } from '../import-options';
import { withFamily } from '../network-family';
import { convertLayer, SUPPORTED_LAYERS } from './layers-converters';
import { type LayersModel, type Metadata, parseLayersModel, type Topology } from './layers-schema';
import { flatTopology, type FlatTopology } from './layers-topology';
import { traitsOfTopology } from './layers-traits';
import type { LayerValue } from './layers-values';
import { layerWeights } from './layers-weights';
import { readAtSize, withOpenSize } from '../open-size';
import { phrase } from '../../../words/say';

/**
 * The network a TF.js layers model holds: `modelJson` is the parsed `model.json`, `weightBytes` its shards joined in the
 * manifest's order. What the file says of itself in `userDefinedMetadata.lucarne` (classes, preprocessing, suggested
 * settings) holds where `options` say nothing.
 * Throws LabError `unsupported-model` for a damaged or different file, `unsupported-op` for a layer the lab lacks.
 */
export function importTfjsLayers(
  modelJson: unknown,
  weightBytes: Uint8Array,
  options: ImportOptions = {},
): ImportedNetwork {
  try {
    return imported(modelJson, weightBytes, options);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw damagedModel(phrase('The layers model is damaged: its parts do not fit together.'), error);
  }
}

function imported(modelJson: unknown, weightBytes: Uint8Array, options: ImportOptions): ImportedNetwork {
  const model = parseLayersModel(modelJson);
  const { topology } = model;
  const flat = understood(topology, () => flatTopology(topology, options));
  const said = flat.input.size;
  const wanted = options.size ?? (said.every((side) => side > 0) ? undefined : model.metadata?.input.size);
  const { result, open } = understood(topology, () =>
    readAtSize(said, wanted, (size) =>
      importedAt(model, { ...flat, input: { ...flat.input, size } }, weightBytes, options),
    ),
  );
  const graph = open ? withOpenSize(result.graph) : result.graph;
  return { graph, weights: settleNow(result.weights, options.weights) };
}

/** What `read` gives; its error says what kind of network it seems to be. */
function understood<T>(topology: Topology, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw withFamily(error, () => traitsOfTopology(topology));
  }
}

/** The network for pictures of one size. */
function importedAt(
  { manifest, metadata }: LayersModel,
  { name, layers, left, input, output, outputName, outputNames, outputOpen }: FlatTopology,
  weightBytes: Uint8Array,
  options: ImportOptions,
): CollectedNetwork {
  const builder = createGraphBuilder(input.id, input.size, input.channels);
  const stored = layerWeights(manifest, weightBytes, layers, left);
  const values = new Map<string, LayerValue>([[input.id, { id: shapedInput(builder, input) }]]);
  const blockers = collectBlockers();

  for (const placed of layers) {
    const { layer, id, reads, call } = placed;
    const convert = (): void => {
      const inputs = reads.map((source) => {
        const value = values.get(source);
        if (!value)
          throw unsupportedModel(
            phrase('Layer “{id}” reads “{source}”, which no layer before it computes.', { id, source }),
          );
        return value;
      });
      const weight = (kind: string) => stored.of(placed, kind);
      values.set(id, convertLayer({ name: id, layer, builder, inputs, call, weight }));
    };
    const kind = layer.class_name;
    blockers.convert({ kind, known: SUPPORTED_LAYERS.includes(kind), reads, gives: [id], convert });
  }
  blockers.refuse();
  stored.refuseUnused();

  const result = values.get(output);
  if (!result || result.padding)
    throw unsupportedModel(
      phrase('Expected the output “{output}” to be a layer with one score a class.', { output }),
    );
  const identity = identityOf(name, input.size, metadata, options);
  const notes = rowNotes(input);
  return builder.finish({ output: result.id, outputName, outputNames, outputOpen, notes, ...identity });
}

/** The input as the first layer gets it: as it is, or without an axis for the channel, or in a row. */
function shapedInput(builder: GraphBuilder, { id, shape }: FlatTopology['input']): string {
  if (!shape) return id;
  return builder.add({ id: `${id}/shaped`, inputs: [id], op: 'reshape', shape });
}

function identityOf(
  name: string,
  size: Pair,
  metadata: Metadata | undefined,
  options: ImportOptions,
): Omit<Finish, 'output' | 'outputName' | 'outputNames' | 'outputOpen' | 'notes'> {
  if (metadata && !options.size && metadata.input.size.join() !== size.join()) {
    const [height, width] = metadata.input.size;
    throw unsupportedModel(
      phrase('The file says its pictures are {height}x{width}, but its input layer is {size}.', {
        height,
        width,
        size: size.join('x'),
      }),
    );
  }
  const suggested = metadata?.suggested;
  const preprocessing = options.preprocessing ?? metadata?.input.preprocessing;
  return {
    id: options.id ?? metadata?.id ?? name,
    title: options.title ?? metadata?.title ?? name,
    preprocessing: preprocessing && resolvePreprocessing(preprocessing),
    answers: options.answers ?? metadata?.answers,
    source: { format: 'layers', producer: 'keras', names: [name, options.id ?? '', options.title ?? ''] },
    ...(options.classes ? { classNames: options.classes } : {}),
    ...(metadata && metadata.classes !== 'imagenet' && !options.classes
      ? { classes: labelsOf(metadata.classes) }
      : {}),
    imagenet: options.imagenet,
    ...(suggested
      ? {
          suggested: {
            ...(suggested.lambda === undefined ? {} : { lambda: suggested.lambda }),
            ...(suggested.stepSize === undefined ? {} : { stepSize: suggested.stepSize }),
          },
        }
      : {}),
    ...(metadata?.licence ? { licence: metadata.licence } : {}),
  };
}

function labelsOf(classes: Exclude<Metadata['classes'], string>): ClassLabel[] {
  return classes
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, name, synonyms }, i) => {
      if (index !== i)
        throw unsupportedModel(
          phrase('Expected class indices 0 to {classes}, each once, got {index}.', {
            classes: classes.length - 1,
            index,
          }),
        );
      return synonyms ? { index, name, synonyms } : { index, name };
    });
}
