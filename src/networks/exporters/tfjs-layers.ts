import { imagenetClasses } from '../class-names';
import { float32ToFloat16 } from '../float16';
import type { ClassLabel, ImportedNetwork, NetworkGraph, WeightArrays } from '../graph';
import { preprocessingName } from '../preprocessing';
import { outputShape, type Shape } from '../shapes';
import { type KerasLayer, kerasLayers } from './keras-layers';

const SHARD_BYTES = 4 * 2 ** 20;

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
  /** How weights are stored; `float16` halves the files and rounds each weight to 11 bits. Default `float32`. */
  readonly dtype?: 'float32' | 'float16';
}

/**
 * A network as a TF.js layers model whose output is the logits, `[N, classes]`: no softmax. Shards hold at most 4 MiB.
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
      const quantization = dtype === 'float16' ? { quantization: { dtype, original_dtype: 'float32' } } : {};
      entries.push({ name: `${layer.name}/${kind}`, shape: weight.shape, dtype: 'float32', ...quantization });
      const stored = dtype === 'float16' ? float32ToFloat16(weight.values) : weight.values;
      parts.push(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength));
    }
  }
  const shards = cut(parts);
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

function layersOf(graph: NetworkGraph, weights: WeightArrays): { layers: KerasLayer[]; output: string } {
  const needed = ancestors(graph);
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
  const logits = layerOf.get(graph.logits) ?? graph.logits;
  if (shape(graph.logits).length === 1) return { layers, output: logits };
  const flat = fresh('logits');
  layers.push({ className: 'Flatten', name: flat, config: {}, inputs: [logits] });
  return { layers, output: flat };
}

function ancestors(graph: NetworkGraph): Set<string> {
  const needed = new Set([graph.logits]);
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
    ...(graph.suggested ? { suggested: graph.suggested } : {}),
    ...(graph.licence ? { licence: graph.licence } : {}),
  };
}

function isImagenet(classes: readonly ClassLabel[]): boolean {
  return classes.length === 1000 && JSON.stringify(classes) === JSON.stringify(imagenetClasses());
}

/** All bytes in order, as files of at most 4 MiB. */
function cut(parts: readonly Uint8Array[]): Map<string, Uint8Array<ArrayBuffer>> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const count = Math.max(1, Math.ceil(total / SHARD_BYTES));
  const files = Array.from(
    { length: count },
    (_, i) => new Uint8Array(Math.min(SHARD_BYTES, total - i * SHARD_BYTES)),
  );
  let at = 0;
  for (const part of parts) {
    for (let from = 0; from < part.length;) {
      const file = files[Math.floor(at / SHARD_BYTES)] as Uint8Array;
      const offset = at % SHARD_BYTES;
      const length = Math.min(part.length - from, file.length - offset);
      file.set(part.subarray(from, from + length), offset);
      at += length;
      from += length;
    }
  }
  return new Map(files.map((file, i) => [`group1-shard${i + 1}of${count}.bin`, file]));
}
