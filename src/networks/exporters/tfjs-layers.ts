import { imagenetClasses } from '../graph/imagenet-classes';
import type { ClassLabel, ImportedNetwork, NetworkGraph, WeightArray, WeightArrays } from '../graph/graph';
import { preprocessingName } from '../../core/records/preprocessings';
import { outputShape } from '../graph/output-shape';
import type { Shape } from '../graph/shapes';
import type { StoredWeight, WeightType } from '../storage/stored-weight';
import { encodeWeight } from '../storage/weight-storage';
import { type KerasLayer, kerasLayers } from './keras-layers';
import { cutIntoShards } from './shards';

/** A directory of files that plain `tf.loadLayersModel` reads: `model.json` to be, and the shards by file name. */
export interface ExportedModel {
  readonly modelJson: LayersModelJson;
  readonly shards: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}
export interface LayersModelJson {
  readonly format: 'layers-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly modelTopology: unknown;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly unknown[];
  }[];
  readonly userDefinedMetadata: { readonly lucarne: unknown };
}

export interface ExportOptions {
  /** How weights are stored; a weight already kept in a compact form stays so. Biases are never rounded. Default `float32`. */
  readonly dtype?: WeightType;
}

/**
 * A network as a TF.js layers model whose output is the logits, `[N, classes]`, or the one logit of a two-sided answer: no
 * softmax or sigmoid. Shards hold at most 4 MiB.
 * Throws LabError `unsupported-op` for the few nodes Keras has no layer for (grouped convolutions, some paddings).
 */
export function exportTfjsLayers(
  { graph, weights }: ImportedNetwork,
  options: ExportOptions = {},
): ExportedModel {
  const dtype = options.dtype ?? 'float32';
  const { layers, output } = layersOf(graph, weights);
  const entries: unknown[] = [];
  const parts: Uint8Array[] = [];
  for (const layer of layers) {
    for (const { kind, name } of layer.weights ?? []) {
      const weight = weights.get(name);
      if (!weight) throw new Error(`The graph names a weight ${name} that is missing`);
      const stored = storedAs(weight, dtype);
      entries.push({
        name: `${layer.name}/${kind}`,
        shape: weight.shape,
        dtype: 'float32',
        ...quantizationOf(stored),
      });
      parts.push(new Uint8Array(stored.data.buffer, stored.data.byteOffset, stored.data.byteLength));
    }
  }
  const shards = cutIntoShards(parts);
  return {
    modelJson: {
      format: 'layers-model',
      generatedBy: 'Lucarne',
      convertedBy: null,
      modelTopology: topology(graph, layers, output),
      weightsManifest: [{ paths: [...shards.keys()], weights: entries }],
      userDefinedMetadata: { lucarne: metadata(graph) },
    },
    shards,
  };
}

function storedAs(weight: WeightArray, dtype: WeightType): StoredWeight {
  if (weight.stored && weight.stored.dtype !== 'float32') return weight.stored;
  return encodeWeight(weight.values, weight.shape.length < 2 ? 'float32' : dtype);
}

/** A manifest entry's note of how its numbers are stored; nothing for float32. */
function quantizationOf(stored: StoredWeight): object {
  if (stored.dtype === 'float32') return {};
  const range = stored.dtype === 'uint8' ? { scale: stored.scale, min: stored.min } : {};
  return { quantization: { dtype: stored.dtype, ...range, original_dtype: 'float32' } };
}

function layersOf(graph: NetworkGraph, weights: WeightArrays): { layers: KerasLayer[]; output: string } {
  const end = ownLogits(graph);
  const needed = ancestors(graph, end);
  const nodes = new Map(graph.nodes.filter((node) => needed.has(node.id)).map((node) => [node.id, node]));
  const shapes = new Map<string, Shape>();
  const layerOf = new Map<string, string>();
  const used = new Set<string>();
  const shape = (id: string): Shape => shapes.get(id) ?? [];
  const weightShape = (name: string): Shape => weights.get(name)?.shape ?? [];
  const fresh = (id: string): string => {
    const base = id.replace(/[^\w.-]+/g, '_').replace(/^[^A-Za-z]/, 'layer_$&');
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base}_${n}`;
    used.add(name);
    return name;
  };
  const layers: KerasLayer[] = [];
  for (const node of nodes.values()) {
    const inferred =
      node.op === 'input' ? [...graph.input.size, 3] : outputShape(node, node.inputs.map(shape), weightShape);
    shapes.set(node.id, inferred);
    const layer = (id: string) => layerOf.get(id) ?? id;
    layers.push(...kerasLayers(node, { layer, shape, node: (id) => nodes.get(id), fresh, weightShape }));
    layerOf.set(node.id, layers.at(-1)?.name ?? node.id);
  }
  const logits = layerOf.get(end) ?? end;
  if (shape(end).length === 1) return { layers, output: logits };
  const flat = fresh('logits');
  layers.push({ className: 'Flatten', name: flat, config: {}, inputs: [logits] });
  return { layers, output: flat };
}

/** The node of what the network itself gives: one logit where the graph has both sides of it. */
function ownLogits({ nodes, logits }: NetworkGraph): string {
  const last = nodes.find((node) => node.id === logits);
  return last?.op === 'complement' ? (last.inputs[0] ?? logits) : logits;
}

function ancestors(graph: NetworkGraph, end: string): Set<string> {
  const needed = new Set([end]);
  for (const node of graph.nodes.toReversed()) {
    if (needed.has(node.id)) node.inputs.forEach((id) => needed.add(id));
  }
  return needed;
}

function topology(graph: NetworkGraph, layers: readonly KerasLayer[], output: string): unknown {
  return {
    keras_version: '2.15.0',
    backend: 'tensorflow',
    model_config: {
      class_name: 'Functional',
      config: {
        name: graph.id,
        trainable: false,
        layers: layers.map(({ className, name, config, inputs }) => ({
          class_name: className,
          name,
          config: { ...config, name, trainable: false },
          inbound_nodes: inputs.length > 0 ? [inputs.map((input) => [input, 0, 0, {}])] : [],
        })),
        input_layers: [[layers[0]?.name, 0, 0]],
        output_layers: [[output, 0, 0]],
      },
    },
  };
}

function metadata(graph: NetworkGraph): unknown {
  const { size, preprocessing } = graph.input;
  return {
    schema: 1,
    id: graph.id,
    title: graph.title,
    input: { size, preprocessing: preprocessingName(preprocessing) ?? preprocessing },
    classes: isImagenet(graph.classes) ? 'imagenet' : graph.classes,
    output: 'logits',
    ...(graph.output.kind === 'binary' ? {} : { answers: graph.output.kind }),
    ...(graph.suggested ? { suggested: graph.suggested } : {}),
    ...(graph.licence ? { licence: graph.licence } : {}),
  };
}

function isImagenet(classes: readonly ClassLabel[]): boolean {
  return classes.length === 1000 && JSON.stringify(classes) === JSON.stringify(imagenetClasses());
}
