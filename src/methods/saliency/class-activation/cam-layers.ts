import type { NetworkGraph, Node, Pair } from '../../../networks/graph/graph';
import { LabError } from '../../../core/records/lab-error';
import { outputShape } from '../../../networks/graph/output-shape';
import type { Shape } from '../../../networks/graph/shapes';
import { traitsOf } from '../../../networks/ops/index';
import { attentionNodes, heardTokens, type TokenGrid, tokenGrids } from './token-grid';
import { phrase } from '../../../words/say';

/** A layer that a class activation map can be made of. */
export interface CamLayer {
  readonly id: string;
  /** The network's own name for it, without the word for its last operation: `fire9`. */
  readonly title: string;
  /** The layer picker's value: 0 is the last layer that still knows places, 1 the one before it. */
  readonly depth: number;
  /** Height and width of its grid, where known. */
  readonly size: Pair | null;
  readonly channels: number | null;
  /** Where its value is tokens: where on their grid they stand. */
  readonly tokens?: TokenGrid;
}

/** The attention of a network in which every patch of the picture attends to every other. */
export interface Attention {
  /** Nodes whose value is each layer's weights, `[…, T, T]`, in order. */
  readonly layers: readonly string[];
  readonly tokens: TokenGrid;
}

/** Shapes of weights by name, as an imported network holds them. */
type WeightShapes = ReadonlyMap<string, { readonly shape: readonly number[] }>;

/**
 * The layers Grad-CAM may look at, last first: those that still have height and width and are the end of their block (after
 * the rectifier, after branches are joined). Sizes are filled in where the weights' shapes are given.
 */
export function camLayers(graph: NetworkGraph, weights?: WeightShapes): CamLayer[] {
  const spatial = spatialNodes(graph);
  const shapes = weights ? shapesOf(graph, weights) : null;
  const grids = tokenGrids(graph, (id) => spatial.has(id));
  const heard = heardTokens(graph, grids);
  const ends = graph.nodes
    .filter((node) =>
      spatial.has(node.id)
        ? traitsOf(node).places !== 'passed' && endsBlock(graph, node)
        : node.op === 'add' && heard.has(node.id),
    )
    .map(({ id }) => id)
    .toReversed();
  const titles = titlesOf(ends);
  return ends.map((id, depth) => {
    const tokens = grids.get(id);
    const [height, width] = shapes?.get(tokens?.map ?? id) ?? [];
    const channels = shapes?.get(id)?.at(-1);
    const size: Pair | null = height !== undefined && width !== undefined ? [height, width] : null;
    return {
      id,
      title: titles[depth] ?? id,
      depth,
      size,
      channels: channels ?? null,
      ...(tokens ? { tokens } : {}),
    };
  });
}

/**
 * The nodes whose places are those of the picture. A sum or product is where one of its inputs is, for the others only weigh or
 * repeat along it; where channels were shuffled or cut by moving axes about, the next convolution knows places again.
 */
function spatialNodes({ nodes }: NetworkGraph): ReadonlySet<string> {
  const spatial = new Set<string>();
  const moved = new Set<string>();
  for (const node of nodes) {
    const { places } = traitsOf(node);
    const has = (known: ReadonlySet<string>): boolean =>
      node.op === 'add' || node.op === 'multiply'
        ? node.inputs.some((input) => known.has(input))
        : node.inputs.every((input) => known.has(input));
    const either = node.inputs.every((input) => spatial.has(input) || moved.has(input));
    if (places === 'lost') continue;
    if (places !== 'moved' && (has(spatial) || (places === 'made' && either))) spatial.add(node.id);
    else if (either) moved.add(node.id);
  }
  return spatial;
}

/** Its attention; null where it has none, or none that sees all of the picture, as far as the weights' shapes tell where they are given. */
export function attentionOf(graph: NetworkGraph, weights?: WeightShapes): Attention | null {
  const spatial = spatialNodes(graph);
  const grids = tokenGrids(graph, (id) => spatial.has(id));
  const layers = attentionNodes(graph);
  const [made, tokens] = [...grids].at(-1) ?? [];
  if (made === undefined || !tokens || layers.length === 0) return null;
  const shapes = weights ? shapesOf(graph, weights) : null;
  const count = shapes?.get(made)?.[0];
  const seesAll = (id: string): boolean =>
    shapes
      ?.get(id)
      ?.slice(-2)
      .every((side) => side === count) ?? true;
  return layers.every(seesAll) ? { layers, tokens } : null;
}

/** The ending that says which operation a block ends with, which is not how people call the block. */
const ENDING =
  /[/._-](relu6?|activation|act|out|concat(enate)?|cat|add|biasadd|bn|batchnorm(alization)?)(_?\d+)?$/i;

/** Ids without their endings, as far as that leaves them different. */
function titlesOf(ids: readonly string[]): readonly string[] {
  const short = ids.map((id) => id.replace(ENDING, '') || id);
  return ids.map((id, i) => {
    const title = short[i] ?? id;
    return short.indexOf(title) === short.lastIndexOf(title) ? title : id;
  });
}

/** The layer at a depth. Throws `bad-parameter` where the network has no such layer. */
export function camLayerAt(graph: NetworkGraph, depth: number): CamLayer {
  const layers = camLayers(graph);
  const layer = layers[depth];
  if (layer) return layer;
  throw layers.length === 0
    ? new LabError(
        'bad-parameter',
        phrase('“{title}” has no layer that still knows where things are, and Grad-CAM needs one.', {
          title: graph.title,
        }),
        phrase('Choose a convolutional network, or another method.'),
      )
    : new LabError(
        'bad-parameter',
        phrase(
          '“{title}” has {layers} layers for Grad-CAM. Expected a layer from 0 to {last}, counted back from the last; got {depth}.',
          { title: graph.title, layers: layers.length, last: layers.length - 1, depth },
        ),
        phrase('Choose a smaller number.'),
      );
}

/** A layer read by those alone that finish its map is not finished before them. */
function endsBlock({ nodes, logits }: NetworkGraph, { id }: Node): boolean {
  if (id === logits) return true;
  const readers = nodes.filter((node) => node.inputs.includes(id));
  return readers.some((reader) => traitsOf(reader).places !== 'finished');
}

/** Shapes of all nodes, `[h, w, channels]` where they know places. */
function shapesOf(graph: NetworkGraph, weights: WeightShapes): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => shapes.get(input) ?? []);
    const weight = (name: string): Shape => weights.get(name)?.shape ?? [];
    shapes.set(node.id, node.op === 'input' ? [...graph.input.size, 3] : outputShape(node, inputs, weight));
  }
  return shapes;
}
