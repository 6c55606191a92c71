import * as v from 'valibot';
import { classLabels, imagenetClasses } from '../class-names';
import { unsupportedModel } from '../failures';
import type { ClassLabel, ImportedNetwork, Pair } from '../graph';
import { settleNow } from '../lazy-numbers';
import { resolvePreprocessing } from '../preprocessing';
import { sizeOf } from '../shapes';
import { createGraphBuilder, type Finish } from './graph-builder';
import type { ImportOptions } from './import-options';
import { convertLayer } from './layers-converters';
import { type Layer, type Metadata, parseLayersModel, type Topology } from './layers-schema';
import type { LayerValue } from './layers-values';
import { layerWeights } from './layers-weights';

/** Side of the picture where the file leaves it open. */
const USUAL_SIDE = 224;

/**
 * The network a TF.js layers model holds: `modelJson` is the parsed `model.json`, `weightBytes` its shards joined in the
 * manifest's order. What the file says of itself in `userDefinedMetadata.lucarne` (classes, preprocessing, suggested
 * settings) goes before `options`; an id or a title in `options` goes before the file's.
 * Throws LabError `unsupported-model` for a damaged or different file, `unsupported-op` for a layer the lab lacks.
 */
export function importTfjsLayers(
  modelJson: unknown,
  weightBytes: Uint8Array,
  options: ImportOptions = {},
): ImportedNetwork {
  const { topology, manifest, metadata } = parseLayersModel(modelJson);
  const { name, layers, input, output } = network(topology);
  const builder = createGraphBuilder(input.name, input.size);
  const weight = layerWeights(manifest, weightBytes);
  const values = new Map<string, LayerValue>([[input.name, { id: input.name }]]);

  for (const { layer, name: layerName, reads } of layers) {
    const inputs = reads.map((source) => {
      const value = values.get(source);
      if (!value)
        throw unsupportedModel(`Layer "${layerName}" reads "${source}", which no layer before it computes.`);
      return value;
    });
    const value = convertLayer({
      name: layerName,
      layer,
      builder,
      inputs,
      weight: (kind) => weight(layerName, kind),
    });
    values.set(layerName, value);
  }

  const result = values.get(output);
  if (!result || result.padding)
    throw unsupportedModel(`Expected the output "${output}" to be a layer with one score a class.`);
  const classes = sizeOf(builder.shape(result.id));
  const identity = identityOf(name, classes, input.size, metadata, options);
  const { graph, weights } = builder.finish({ output: result.id, ...identity });
  return { graph, weights: settleNow(weights, options.weights) };
}

function identityOf(
  name: string,
  classes: number,
  size: Pair,
  metadata: Metadata | undefined,
  options: ImportOptions,
): Omit<Finish, 'output'> {
  if (metadata && metadata.input.size.join() !== size.join()) {
    const [height, width] = metadata.input.size;
    throw unsupportedModel(
      `The file says its pictures are ${height}x${width}, but its input layer is ${size.join('x')}.`,
    );
  }
  const suggested = metadata?.suggested;
  return {
    id: options.id ?? metadata?.id ?? name,
    title: options.title ?? metadata?.title ?? name,
    preprocessing: resolvePreprocessing(metadata?.input.preprocessing ?? options.preprocessing ?? 'tf'),
    classes: metadata ? metadataClasses(metadata) : namedClasses(classes, options.classes),
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

function namedClasses(count: number, names: readonly string[] | undefined): ClassLabel[] {
  if (names && names.length !== count) {
    throw unsupportedModel(`The network has ${count} classes, but ${names.length} class names were given.`);
  }
  return classLabels(count, names);
}

function metadataClasses({ classes }: Metadata): ClassLabel[] {
  if (classes === 'imagenet') return imagenetClasses();
  return classes
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, name, synonyms }, i) => {
      if (index !== i)
        throw unsupportedModel(`Expected class indices 0 to ${classes.length - 1}, each once, got ${index}.`);
      return synonyms ? { index, name, synonyms } : { index, name };
    });
}

/** The layers in order with what each reads, whichever of Keras's two forms the model has. */
function network(topology: Topology) {
  const config = Array.isArray(topology.config) ? { layers: topology.config } : topology.config;
  const all = config.layers.map((layer) => ({
    layer,
    name: layer.name ?? layer.config.name ?? '',
    reads: readsOf(layer),
  }));
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) throw unsupportedModel('Expected a model with layers, got none.');
  const size = pictureSize(first.layer);
  const named = 'name' in config && config.name ? config.name : 'layers-model';
  const hasInput = first.layer.class_name === 'InputLayer';
  const input = { name: hasInput ? first.name : 'input', size };
  const rest = hasInput ? all.slice(1) : all;
  if (topology.class_name === 'Sequential') {
    const chained = rest.map((entry, i) => ({
      ...entry,
      reads: [i === 0 ? input.name : (rest[i - 1]?.name ?? '')],
    }));
    return { name: named, layers: chained, input, output: last.name };
  }
  const outputs = 'output_layers' in config ? config.output_layers : undefined;
  return { name: named, layers: rest, input, output: outputs?.[0]?.[0] ?? last.name };
}

const InboundSchema = v.array(v.looseTuple([v.string()]));

/** Names of the layers a layer reads from. Keras writes one list a call; a layer called twice is not supported. */
function readsOf(layer: Layer): string[] {
  const calls = layer.inbound_nodes ?? [];
  if (calls.length === 0) return [];
  const result = v.safeParse(InboundSchema, calls[0]);
  if (calls.length > 1 || !result.success) {
    throw unsupportedModel(
      `Layer "${layer.name}" should be used once, in Keras 2's form; export the model from Keras 2 (tf.keras).`,
    );
  }
  return result.output.map(([name]) => name);
}

function pictureSize(layer: Layer): Pair {
  const shape = layer.config['batch_input_shape'] ?? layer.config['batch_shape'];
  const result = v.safeParse(v.array(v.nullable(v.number())), shape);
  const [, height, width, channels] = result.success ? result.output : [];
  if (result.success && result.output.length === 4 && channels === 3) {
    return [height ?? USUAL_SIDE, width ?? USUAL_SIDE];
  }
  throw unsupportedModel(
    `Expected a colour picture [null, H, W, 3] as the first layer's input, got ${JSON.stringify(shape)}.`,
  );
}
