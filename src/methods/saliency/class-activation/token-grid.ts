import type { NetworkGraph, Node } from '../../../networks/graph/graph';
import { traitsOf } from '../../../networks/ops/index';

/** Where the patches of a picture stand among a value's tokens, `[N, T, C]`: the rows of a map one after the other. */
export interface TokenGrid {
  /** The map `[N, H, W, C]` that the tokens were made of. */
  readonly map: string;
  /** Tokens before the first patch, such as the class token. */
  readonly first: number;
}

/** The nodes whose value is tokens, each in its own place and for itself, from where a map is laid out to where they meet. */
export function tokenGrids({ nodes }: NetworkGraph, isMap: (id: string) => boolean): Map<string, TokenGrid> {
  const grids = new Map<string, TokenGrid>();
  for (const node of nodes) {
    const grid = gridOf(node, grids, isMap);
    if (grid) grids.set(node.id, grid);
  }
  return grids;
}

function gridOf(
  node: Node,
  grids: ReadonlyMap<string, TokenGrid>,
  isMap: (id: string) => boolean,
): TokenGrid | undefined {
  const [input = '', other = ''] = node.inputs;
  const grid = grids.get(input);
  switch (node.op) {
    case 'reshape':
      return node.shape.length === 2 && isMap(input) ? { map: input, first: 0 } : undefined;
    case 'pad':
      return grid && node.axis === 0 ? { ...grid, first: grid.first + node.before } : grid;
    case 'add':
    case 'multiply':
      return grid ?? grids.get(other);
    case 'dense':
    case 'dropout':
      return grid;
    case 'reduce':
    case 'concat':
    case 'groupNorm':
      return undefined;
    default:
      return node.op !== 'input' && traitsOf(node).places === 'finished' ? grid : undefined;
  }
}

/**
 * The nodes of whose patches the logits still hear: after the last attention most networks read the class token alone, and what
 * becomes of the patches there makes no difference.
 */
export function heardTokens(
  { nodes, logits }: NetworkGraph,
  grids: ReadonlyMap<string, TokenGrid>,
): ReadonlySet<string> {
  const heard = new Set<string>();
  for (const { id } of nodes.toReversed()) {
    const grid = grids.get(id);
    if (!grid) continue;
    const readers = nodes.filter((node) => node.inputs.includes(id));
    const isHeard = readers.some((reader) =>
      grids.has(reader.id) ? heard.has(reader.id) : !leavesOutPatches(reader, grid),
    );
    if (isHeard || id === logits) heard.add(id);
  }
  return heard;
}

function leavesOutPatches(reader: Node, { first }: TokenGrid): boolean {
  return reader.op === 'slice' && reader.axis === 0 && reader.start + reader.size <= first;
}

/** The softmaxes by which values are weighed with each other: what attention is. */
export function attentionNodes({ nodes }: NetworkGraph): readonly string[] {
  const weights = new Set(nodes.flatMap((node) => (node.op === 'matMul' ? node.inputs : [])));
  return nodes.filter(({ op, id }) => op === 'softmax' && weights.has(id)).map(({ id }) => id);
}
