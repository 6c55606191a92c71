import { lateCode } from '../../core/records/late-code';
import type { ImportOptions } from '../importers/import-options';
import type { ImportedNetwork } from '../graph/graph';
import { hashBlob, hashWeights } from '../storage/hash-weights';
import { isGraphModel, parseGraphModel } from '../importers/graph-def/graph-schema';
import { type Manifest, parseLayersModel } from '../importers/keras/layers-schema';
import { mapOutput } from '../importers/network-output';
import type { FindExternal } from '../importers/onnx/onnx-external';
import { importTfjsLayers } from '../importers/keras/tfjs-layers';
import { isTelling, namesInPath, tellingName, withModelName } from '../graph/network-title';
import { type ClassList, classListsIn, teachableMetadata, withClassNames } from './class-lists';
import { findModel } from './find-model';
import type { GivenFile } from './given-file';
import { fileAt } from './match-file';
import { checkedTotal, shardBytes } from './shard-bytes';
import { phrase } from '../../words/say';

const graphModels = lateCode(
  phrase('The reader of TensorFlow.js graph models'),
  () => import('../importers/graph-def/graph-model'),
);
const keras = lateCode(phrase('The reader of Keras files'), () => import('../importers/keras/keras-file'));
const onnx = lateCode(phrase('The reader of ONNX files'), () => import('../importers/onnx/onnx'));

/** A network and the SHA-256 of its weights file(s), as lower-case hexadecimal. */
export interface FetchedModel {
  readonly network: ImportedNetwork;
  readonly hash: string;
}

/**
 * The network among files. `names` are what it may be called after besides its own file; `elsewhere` finds weights that were
 * not given. Throws as `readModelFiles` does.
 */
export async function readGiven(
  given: readonly GivenFile[],
  options: ImportOptions,
  names: readonly (string | undefined)[],
  elsewhere?: FindExternal,
): Promise<FetchedModel> {
  const found = await findModel(given);
  const { model } = found;
  const beside = given.filter((one) => one !== model);
  const lists = options.classes ? [] : await classListsIn(beside);
  const called = [...namesInPath(model.path), ...names];
  if (found.kind === 'onnx') {
    const used: Blob[] = [];
    const find: FindExternal = async (location) => {
      const file = fileAt(location, model, beside)?.file ?? (await elsewhere?.(location));
      if (file && !used.includes(file)) used.push(file);
      checkedTotal(used.reduce((sum, { size }) => sum + size, model.file.size));
      return file;
    };
    const { importOnnxFile } = await onnx();
    const network = scoring(await importOnnxFile(model.file, named(options, called), undefined, find));
    return {
      network: finished(network, options, lists),
      hash: await hashBlob(new Blob([model.file, ...used])),
    };
  }
  if (found.kind === 'keras') {
    const { readKerasFile } = await keras();
    const { file } = model;
    const read = await readKerasFile(file, file.name, found.architecture?.json);
    return readLayers(read.json, read.bytes, options, called, lists);
  }
  const bytes = await shardBytes(manifestOf(found.json), model, beside);
  const teachable = beside.find(({ file }) => file.name === 'metadata.json');
  const modelName = teachable && teachableMetadata(await teachable.file.text())?.modelName;
  return readLayers(found.json, bytes, options, withModelName(modelName, called), lists);
}

/** The weights that a parsed `model.json` names. Throws LabError `unsupported-model`. */
export function manifestOf(json: unknown): Manifest {
  return isGraphModel(json) ? parseGraphModel(json).manifest : parseLayersModel(json).manifest;
}

/**
 * A layers or graph model from its parsed `model.json` and its shards' bytes, called after the first of `names` that tells
 * something.
 */
export async function readLayers(
  json: unknown,
  bytes: Uint8Array<ArrayBuffer>,
  options: ImportOptions,
  names: readonly (string | undefined)[],
  lists: readonly ClassList[],
): Promise<FetchedModel> {
  if (isGraphModel(json)) {
    const { importGraphModel } = await graphModels();
    const network = scoring(importGraphModel(json, bytes, named(options, names)));
    return { network: finished(network, options, lists), hash: await hashWeights(bytes) };
  }
  const says = parseLayersModel(json).metadata !== undefined;
  const network = scoring(importTfjsLayers(json, bytes, says ? options : named(options, names)));
  return {
    network: says ? withClassNames(network, lists) : finished(network, options, lists),
    hash: await hashWeights(bytes),
  };
}

/** An id and a title, where nobody gave better ones: graphs are often called `main_graph`, and files `model`. */
function named(options: ImportOptions, names: readonly (string | undefined)[]): ImportOptions {
  const title = tellingName(names);
  return title === undefined
    ? options
    : { ...options, id: options.id ?? title, title: options.title ?? title };
}

/** The network, if it gives a score for each class. Throws LabError `unsupported-model` where it gives a map of values. */
function scoring(network: ImportedNetwork): ImportedNetwork {
  const { map, name } = network.graph.output;
  if (map) throw mapOutput(map, name);
  return network;
}

const UNTITLED = 'My network';

/** A network with the names of its classes, and a title that says something. */
function finished(
  network: ImportedNetwork,
  options: ImportOptions,
  lists: readonly ClassList[],
): ImportedNetwork {
  const { graph } = network;
  const title = options.title ?? (isTelling(graph.title) ? graph.title : UNTITLED);
  const id = options.id ?? (isTelling(graph.id) ? graph.id : title);
  return withClassNames({ ...network, graph: { ...graph, id, title } }, lists);
}
