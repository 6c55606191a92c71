import { LabError } from '../../core/lab-error';
import { unsupportedModel, unsupportedOp } from '../failures';
import type { ImportedNetwork, Pair } from '../graph';
import { settle, settleNow } from '../lazy-numbers';
import { resolvePreprocessing } from '../preprocessing';
import { describeBytes } from './file-kind';
import { type CollectedNetwork, createGraphBuilder } from './graph-builder';
import type { ImportOptions } from './import-options';
import { foldConstant } from './onnx-constants';
import { readOnnxFile } from './onnx-file';
import { add, batchNormalization, gemm, matMul } from './onnx-linear';
import { decodeOnnx, type OnnxGraph, type OnnxModel, type OnnxNode, type OnnxValueInfo } from './onnx-schema';
import { clip, concat, elementwise, flatten, identity, reshape, softmax, squeeze } from './onnx-shaping';
import { sortedNodes } from './onnx-sort';
import { type Conversion, type Converter, label, type OnnxValue } from './onnx-values';
import { averagePool, convolution, globalAveragePool, maxPool, reduceMean } from './onnx-windows';

const CONVERTERS: Readonly<Record<string, Converter>> = {
  Add: add,
  AveragePool: averagePool,
  BatchNormalization: batchNormalization,
  Clip: clip,
  Concat: concat,
  Conv: convolution,
  Dropout: elementwise('dropout'),
  Flatten: flatten,
  Gemm: gemm,
  GlobalAveragePool: globalAveragePool,
  Identity: identity,
  MatMul: matMul,
  MaxPool: maxPool,
  ReduceMean: reduceMean,
  Relu: elementwise('relu'),
  Reshape: reshape,
  Softmax: softmax,
  Squeeze: squeeze,
  Sum: add,
};

/** Side of the picture where the file leaves it open. */
const USUAL_SIDE = 224;

/**
 * The network an ONNX file holds, its weights turned from NCHW to NHWC. Layers that the first output does not need are left
 * out, batch norms are folded into the layer before them, and the softmax a file ends with stays after the logits.
 * Throws LabError `unsupported-model` for a file that is not an image classifier or is damaged, `unsupported-op` for a layer
 * the lab lacks. Format: https://github.com/onnx/onnx/blob/main/docs/IR.md
 */
export function importOnnx(bytes: Uint8Array, options: ImportOptions = {}): ImportedNetwork {
  try {
    const { graph, weights } = converted(graphOf(decoded(bytes), bytes), options);
    return { graph, weights: settleNow(weights, options.weights) };
  } catch (error) {
    throw damaged(error);
  }
}

/** As `importOnnx`, from a file whose large weights are read and made one by one. `onProgress` hears 0 to 1. */
export async function importOnnxFile(
  file: Blob,
  options: ImportOptions = {},
  onProgress?: (fraction: number) => void,
): Promise<ImportedNetwork> {
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  try {
    const model = await readOnnxFile(file).catch((error: unknown) => {
      throw notWhole(error, head, file.size);
    });
    const { graph, weights } = converted(graphOf(model, head), options);
    return { graph, weights: await settle(weights, options.weights ?? 'float32', onProgress) };
  } catch (error) {
    throw damaged(error);
  }
}

function decoded(bytes: Uint8Array): OnnxModel {
  try {
    return decodeOnnx(bytes);
  } catch (error) {
    throw notWhole(error, bytes, bytes.length);
  }
}

function notWhole(error: unknown, head: Uint8Array, size: number): LabError {
  const cause = { cause: error };
  return unsupportedModel(
    `Expected a whole ONNX file, got ${describeBytes(head, size)}: ${reason(error)}.`,
    cause,
  );
}

function damaged(error: unknown): LabError {
  if (error instanceof LabError) return error;
  return unsupportedModel(`The ONNX file is damaged: ${reason(error)}.`, { cause: error });
}

function graphOf({ graph, opset }: OnnxModel, head: Uint8Array): { graph: OnnxGraph; opset: number } {
  if (graph && graph.nodes.length > 0) return { graph, opset };
  throw unsupportedModel(
    `Expected an ONNX file with a graph of layers, got ${describeBytes(head)} without one.`,
  );
}

function converted(
  { graph, opset }: { graph: OnnxGraph; opset: number },
  options: ImportOptions,
): CollectedNetwork {
  const stored = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  const picture = pictureInput(graph.inputs.filter((input) => !stored.has(input.name)));
  const [output] = graph.outputs;
  if (!output) throw unsupportedModel('Expected an ONNX network with an output, found none.');
  const builder = createGraphBuilder(picture.name, picture.size);
  const values = new Map<string, OnnxValue>([[picture.name, { kind: 'node', id: picture.name }]]);
  const nodes = sortedNodes(graph, output.name, (name) => stored.has(name) || name === picture.name);
  const readers = countReaders(nodes, output.name);
  const value = (name: string): OnnxValue | undefined => {
    const tensor = stored.get(name);
    return values.get(name) ?? (tensor && { kind: 'tensor', tensor });
  };

  for (const node of nodes) {
    const id = node.outputs[0] ?? node.name;
    const conversion: Conversion = {
      node,
      id,
      opset,
      builder,
      value,
      readers: (name) => readers.get(name) ?? 0,
    };
    values.set(id, foldConstant(conversion) ?? converterOf(conversion)(conversion));
  }

  const result = value(output.name);
  if (result?.kind !== 'node')
    throw unsupportedModel('The output of the network does not depend on its picture.');
  if (result.order) {
    throw unsupportedModel(
      `The output "${output.name}" is a flattened map; expected one score for each class.`,
    );
  }
  const name = options.id ?? (graph.name || 'onnx-network');
  return builder.finish({
    id: name,
    title: options.title ?? (graph.name || name),
    preprocessing: resolvePreprocessing(options.preprocessing ?? 'torch'),
    output: result.id,
    ...(options.classes ? { classNames: options.classes } : {}),
  });
}

function converterOf(conversion: Conversion): Converter {
  const { op, domain } = conversion.node;
  const standard = domain === '' || domain === 'ai.onnx';
  const converter = standard && Object.hasOwn(CONVERTERS, op) ? CONVERTERS[op] : undefined;
  if (converter) return converter;
  const name = standard ? op : `${domain}.${op}`;
  throw unsupportedOp(
    `${name} at node ${label(conversion)} is not supported; supported: ${Object.keys(CONVERTERS).join(', ')}.`,
  );
}

/** The one input that is a picture: `[N, 3, H, W]`. */
function pictureInput(inputs: readonly OnnxValueInfo[]): { name: string; size: Pair } {
  const [input] = inputs;
  if (!input || inputs.length !== 1) {
    const names = inputs.map(({ name }) => name).slice(0, 5);
    throw unsupportedModel(
      `Expected one input, a picture, got ${inputs.length}${names.length ? `: ${names.join(', ')}` : ''}.`,
    );
  }
  const [, channels, height, width] = input.dims;
  if (input.dims.length !== 4 || (channels !== 3 && channels !== 0)) {
    const got = input.dims.map((side) => (side > 0 ? side : '?')).join(', ');
    throw unsupportedModel(`Expected a colour picture [N, 3, H, W] as input "${input.name}", got [${got}].`);
  }
  return { name: input.name, size: [height || USUAL_SIDE, width || USUAL_SIDE] };
}

function countReaders(nodes: readonly OnnxNode[], output: string): Map<string, number> {
  const readers = new Map([[output, 1]]);
  for (const name of nodes.flatMap((node) => node.inputs)) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
