import { lateCode } from '../../core/records/late-code';
import type { ImportOptions } from '../importers/import-options';
import type { ImportedNetwork } from '../graph/graph';
import { hashWeights } from '../storage/hash-weights';
import { isGraphModel, parseGraphModel } from '../importers/graph-def/graph-schema';
import { type Manifest, parseLayersModel } from '../importers/keras/layers-schema';
import { mapOutput } from '../importers/network-output';
import { importTfjsLayers } from '../importers/keras/tfjs-layers';
import { isTelling, tellingName } from '../graph/network-title';
import { type ClassList, withClassNames } from './class-lists';
import { phrase } from '../../words/say';

const graphModels = lateCode(
  phrase('The reader of TensorFlow.js graph models'),
  () => import('../importers/graph-def/graph-model'),
);
const imagenetNames = lateCode(
  phrase('The names of ImageNet’s classes'),
  () => import('../graph/imagenet-classes'),
);

/** A network and the SHA-256 of its weights file(s), as lower-case hexadecimal. */
export interface FetchedModel {
  readonly network: ImportedNetwork;
  readonly hash: string;
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
  const { metadata } = parseLayersModel(json);
  const says = metadata !== undefined;
  // What few networks need: those with names of their own, the page's first above all, come without.
  const isNamed = options.classes !== undefined || Array.isArray(metadata?.classes);
  const imagenet = isNamed ? undefined : (await imagenetNames()).imagenetClasses();
  const told = { ...(says ? options : named(options, names)), imagenet };
  const network = scoring(importTfjsLayers(json, bytes, told));
  return {
    network: says ? withClassNames(network, lists) : finished(network, options, lists),
    hash: await hashWeights(bytes),
  };
}

/** An id and a title, where nobody gave better ones: graphs are often called `main_graph`, and files `model`. */
export function named(options: ImportOptions, names: readonly (string | undefined)[]): ImportOptions {
  const title = tellingName(names);
  return title === undefined
    ? options
    : { ...options, id: options.id ?? title, title: options.title ?? title };
}

/** The network, if it gives a score for each class. Throws LabError `unsupported-model` where it gives a map of values. */
export function scoring(network: ImportedNetwork): ImportedNetwork {
  const { map, name } = network.graph.output;
  if (map) throw mapOutput(map, name);
  return network;
}

const UNTITLED = 'My network';

/** A network with the names of its classes, and a title that says something. */
export function finished(
  network: ImportedNetwork,
  options: ImportOptions,
  lists: readonly ClassList[],
): ImportedNetwork {
  const { graph } = network;
  const title = options.title ?? (isTelling(graph.title) ? graph.title : UNTITLED);
  const id = options.id ?? (isTelling(graph.id) ? graph.id : title);
  return withClassNames({ ...network, graph: { ...graph, id, title } }, lists);
}
