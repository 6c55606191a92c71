import { type Preprocessing, PREPROCESSINGS } from '../../core/records/preprocessings';
import { classLabels, distinctLabels, sideLabels } from '../graph/class-names';
import { unsupportedModel } from '../graph/failures';
import type { ClassLabel, NetworkGraph, Node, Pair, Suggested, WeightArray } from '../graph/graph';
import {
  type CollectedWeights,
  type LazyNumbers,
  type PendingWeight,
  present,
} from '../storage/lazy-numbers';
import { outputShape } from '../graph/output-shape';
import { sizeOf, type Shape } from '../graph/shapes';
import { foldBatchNorms } from './fold-batch-norm';
import { fuseActivations } from './fuse-activations';
import type { PictureChannels } from './picture-channels';
import { guessPreprocessing, type ModelSource } from './preprocessing/guess-preprocessing';
import { type OutputFacts, readOutput } from './network-output';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** 500 million weights are 2 GB of float32: past what a page can hold. */
const MOST_WEIGHTS = 500_000_000;
const MOST_NODES = 20_000;
const LARGEST_SIDE = 4096;
/** Five times the whole of ImageNet. */
const MOST_CLASSES = 100_000;

/** What an importer knows besides nodes and weights, once it has read the whole file. */
export interface Finish extends Omit<OutputFacts, 'named'> {
  readonly id: string;
  readonly title: string;
  /** How the network wants its pixels, where somebody has said so; else it is guessed from `source`. */
  readonly preprocessing?: Preprocessing | undefined;
  readonly source: ModelSource;
  readonly classNames?: readonly string[];
  readonly classes?: readonly ClassLabel[];
  /** ImageNet's classes, for a network of as many that nobody has named. */
  readonly imagenet?: readonly ClassLabel[] | undefined;
  readonly suggested?: Suggested;
  readonly licence?: string;
  /** What a person should know of how it was read. */
  readonly notes?: readonly Phrase[];
}

/** Collects a graph in order, checking every shape on the way. */
export interface GraphBuilder {
  /** Id of the input node. */
  readonly input: string;
  /** Adds a node after its inputs and gives its id back. Throws LabError where shapes do not fit. */
  readonly add: (node: Node) => string;
  readonly shape: (id: string) => Shape;
  readonly node: (id: string) => Node;
  readonly has: (id: string) => boolean;
  /** Exchanges a node for another of the same id and output shape. */
  replace(node: Node): void;
  /** Keeps a weight under a name, checked against its shape, and gives the name back. */
  weight(name: string, shape: readonly number[], values: Float32Array | LazyNumbers): string;
  /** Keeps a weight as its file has it. */
  storedWeight(name: string, weight: WeightArray): string;
  finish(finish: Finish): CollectedNetwork;
}

/** A checked graph whose weights may still lie in their file: `settle` or `settleNow` makes it a network. */
export interface CollectedNetwork {
  readonly graph: NetworkGraph;
  readonly weights: CollectedWeights;
}

/**
 * A builder for a network that takes pictures of `size`, `[H, W]`, in colour or in grey. A grey one gets the mean of its
 * picture's three channels, which are the same.
 */
export function createGraphBuilder(input: string, size: Pair, channels: PictureChannels = 3): GraphBuilder {
  if (!size.every((side) => Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE)) {
    throw unsupportedModel(
      phrase('Expected pictures of 1 to {most} pixels a side, got {size}.', {
        most: LARGEST_SIDE,
        size: size.join('x'),
      }),
    );
  }
  const nodes = new Map<string, Node>([[input, { id: input, op: 'input', inputs: [] }]]);
  const shapes = new Map<string, Shape>([[input, [...size, 3]]]);
  const weights = new Map<string, WeightArray | PendingWeight>();
  let total = 0;

  const shape = (id: string): Shape => {
    const known = shapes.get(id);
    if (!known)
      throw unsupportedModel(phrase('A layer reads “{id}”, which no layer before it computes.', { id }));
    return known;
  };
  const weightShape = (name: string): Shape => weights.get(name)?.shape ?? [];
  const add = (node: Node): string => {
    if (nodes.has(node.id)) throw unsupportedModel(phrase('Two layers are called “{id}”.', { id: node.id }));
    if (nodes.size >= MOST_NODES)
      throw unsupportedModel(phrase('Expected at most {most} layers, got more.', { most: MOST_NODES }));
    shapes.set(node.id, outputShape(node, node.inputs.map(shape), weightShape));
    nodes.set(node.id, node);
    return node.id;
  };
  const keep = (name: string, weight: WeightArray | PendingWeight): string => {
    total += sizeOf(weight.shape);
    if (total > MOST_WEIGHTS)
      throw unsupportedModel(phrase('Expected at most {most} weights, got more.', { most: MOST_WEIGHTS }));
    weights.set(name, weight);
    return name;
  };

  if (channels === 1) {
    const colour = `${input}/colour`;
    nodes.clear();
    nodes.set(colour, { id: colour, op: 'input', inputs: [] });
    shapes.set(colour, [...size, 3]);
    add({ id: input, inputs: [colour], op: 'reduce', by: 'mean' });
  }

  return {
    input,
    shape,
    add,
    node: (id) => nodes.get(id) as Node,
    has: (id) => nodes.has(id),
    replace(node) {
      nodes.set(node.id, node);
    },
    weight(name, dims, values) {
      const numbers = values instanceof Float32Array ? present(values) : values;
      if (sizeOf(dims) !== numbers.length) {
        throw unsupportedModel(
          phrase('Weight “{name}” of shape [{dims}] should hold {dims2} numbers, got {numbers}.', {
            name,
            dims: dims.join(', '),
            dims2: sizeOf(dims),
            numbers: numbers.length,
          }),
        );
      }
      return keep(name, { shape: [...dims], numbers });
    },
    storedWeight: (name, weight) => keep(name, weight),
    finish({
      id,
      title,
      preprocessing,
      source,
      classNames,
      classes,
      imagenet,
      suggested,
      licence,
      notes,
      ...end
    }) {
      const named = classNames !== undefined || classes !== undefined;
      const known = { node: (node: string) => nodes.get(node), shape, weightShape, add };
      const { logits, output } = readOutput(known, { ...end, named });
      const count = sizeOf(shape(logits));
      if (count > MOST_CLASSES)
        throw unsupportedModel(
          phrase('Expected at most {most} classes, the network has {count}.', {
            most: MOST_CLASSES,
            count,
          }),
        );
      const isBinary = output.kind === 'binary';
      const given = classNames?.length ?? classes?.length ?? count;
      if (given !== count && !(isBinary && classNames?.length === 1))
        throw unsupportedModel(
          phrase('The network has {count} classes, but {given} class names were given.', { count, given }),
        );
      const labels = distinctLabels(
        classes ?? (isBinary ? sideLabels(classNames) : classLabels(count, classNames, imagenet)),
      );
      const fused = fuseActivations([...nodes.values()], weights, logits);
      const folded = foldBatchNorms(fused.nodes, fused.weights, logits);
      const guess = preprocessing
        ? undefined
        : guessPreprocessing([...nodes.values()], weights, { ...source, size, channels, classes: count });
      const graph = {
        id,
        title,
        input: {
          size,
          preprocessing: preprocessing ?? guess?.preprocessing ?? PREPROCESSINGS.torch,
          ...(channels === 1 ? { grey: true } : {}),
          ...(guess ? { guess: { reason: guess.reason, strength: guess.strength } } : {}),
        },
        classes: labels,
        output,
        nodes: folded.nodes,
        logits: folded.logits,
        ...(suggested ? { suggested } : {}),
        ...(licence ? { licence } : {}),
        ...(notes?.length ? { notes } : {}),
      };
      return { graph, weights: folded.weights };
    },
  };
}
