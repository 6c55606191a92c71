import type { Preprocessing } from '../../core/records/preprocessings';
import type { ImportedNetwork } from '../graph/graph';
import { planForward } from '../graph/plan';
import { outputShape } from '../graph/output-shape';
import { sizeOf, type Shape } from '../graph/shapes';
import {
  batchShape,
  createGraphDefWriter,
  FLOAT,
  type GraphConstant,
  type GraphDefNode,
  type GraphDefWriter,
} from './graph-def';
import { writeAffine, writeGraphNode, writeReshape } from './graph-nodes';
import { cutIntoShards } from './shards';

/** A directory of files that plain `tf.loadGraphModel` reads: `model.json` to be, and the shards by file name. */
export interface ExportedGraphModel {
  readonly modelJson: GraphModelJson;
  readonly shards: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}
export interface GraphModelJson {
  readonly format: 'graph-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly signature: unknown;
  readonly modelTopology: {
    readonly node: readonly GraphDefNode[];
    readonly versions: { readonly producer: number; readonly minConsumer: number };
  };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightSpec[];
  }[];
}
interface WeightSpec {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

export interface GraphModelOptions {
  /** What the input holds: pictures in the network's own space (the default), or RGB in [0, 1]. */
  readonly input?: 'network' | 'pixels';
  /** Puts a class that never wins before the others, where a background class is expected. Default false. */
  readonly background?: boolean;
}

/** Lower than any logit, and within the range of half precision. */
const BACKGROUND_LOGIT = -6e4;

/**
 * A network as a TF.js graph model (a frozen TensorFlow GraphDef): `input` `[N, H, W, 3]`, output the logits
 * `[N, classes]`, without softmax. Weights are float32, in shards of at most 4 MiB.
 * Throws LabError `unsupported-op`, naming the node, for the few that plain TF.js cannot compute: grouped convolutions, and
 * average pools whose padding is neither TensorFlow's `same` nor counted.
 */
export function exportGraphModel(
  { graph, weights }: ImportedNetwork,
  { input = 'network', background = false }: GraphModelOptions = {},
): ExportedGraphModel {
  const writer = createGraphDefWriter();
  const names = new Map<string, string>();
  const shapes = new Map<string, Shape>();
  const name = (id: string): string => names.get(id) ?? id;
  const shape = (id: string): Shape => shapes.get(id) ?? [];
  const weightShape = (id: string): Shape => weights.get(id)?.shape ?? [];
  const picture = [...graph.input.size, 3];
  const context = { writer, weights, name, shape };

  const placeholder = writer.add('Placeholder', 'input', [], {
    dtype: FLOAT,
    shape: { shape: batchShape(picture) },
  });
  for (const { result, compute } of planForward(graph, graph.logits).steps) {
    if (compute.op === 'input') {
      shapes.set(result.id, picture);
      names.set(
        result.id,
        input === 'pixels' ? writePreprocessing(graph.input.preprocessing, placeholder, writer) : placeholder,
      );
      continue;
    }
    shapes.set(result.id, outputShape(compute, compute.inputs.map(shape), weightShape));
    names.set(compute.id, writeGraphNode(compute, context));
    // The rectifier that is computed in the same step here is a node of its own there.
    if (result !== compute && result.op !== 'input') names.set(result.id, writeGraphNode(result, context));
  }

  const classes = sizeOf(shape(graph.logits));
  const flat =
    shape(graph.logits).length === 1
      ? name(graph.logits)
      : writeReshape('logits', name(graph.logits), [classes], writer);
  const output = background ? writeBackground(flat, writer) : flat;
  return files(writer, {
    inputs: { input: tensorInfo(placeholder, picture) },
    outputs: { logits: tensorInfo(output, [classes + (background ? 1 : 0)]) },
  });
}

/** From RGB in [0, 1] to the network's own input. */
function writePreprocessing(
  { scale, mean, std, channels }: Preprocessing,
  input: string,
  writer: GraphDefWriter,
): string {
  const ordered =
    channels === 'BGR'
      ? writer.add('ReverseV2', 'reversed', [input, writer.constant('reversed/axis', [1], Int32Array.of(3))])
      : input;
  const slope = Float32Array.from(std, (deviation) => scale / deviation);
  const shift = Float32Array.from(std, (deviation, c) => -(mean[c] ?? 0) / deviation);
  return writeAffine('preprocessed', ordered, slope, shift, writer);
}

/** One more column, before the others. */
function writeBackground(logits: string, writer: GraphDefWriter): string {
  const sides = writer.constant('background/paddings', [2, 2], Int32Array.of(0, 0, 1, 0));
  const filling = writer.constant('background/logit', [], Float32Array.of(BACKGROUND_LOGIT));
  return writer.add('PadV2', 'with_background', [logits, sides, filling]);
}

function tensorInfo(name: string, shape: Shape) {
  return { name: `${name}:0`, dtype: 'DT_FLOAT', tensorShape: batchShape(shape) };
}

function files({ nodes, constants }: GraphDefWriter, signature: unknown): ExportedGraphModel {
  const shards = cutIntoShards(
    constants.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
  return {
    modelJson: {
      format: 'graph-model',
      generatedBy: 'Lucarne',
      convertedBy: null,
      signature,
      modelTopology: { node: nodes, versions: { producer: 1, minConsumer: 0 } },
      weightsManifest: [{ paths: [...shards.keys()], weights: constants.map(weightSpec) }],
    },
    shards,
  };
}

function weightSpec({ name, shape, values }: GraphConstant): WeightSpec {
  return { name, shape: [...shape], dtype: values instanceof Int32Array ? 'int32' : 'float32' };
}
