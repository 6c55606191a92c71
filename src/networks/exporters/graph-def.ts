import type { Shape } from '../graph/shapes';

/** A node attribute in protobuf's JSON form: 64-bit integers are strings, byte strings are base64. */
export type GraphAttribute =
  | { readonly s: string }
  | { readonly b: boolean }
  | { readonly i: string }
  | { readonly type: 'DT_FLOAT' | 'DT_INT32' }
  | { readonly list: { readonly i: readonly string[] } }
  | { readonly shape: GraphShape };
export interface GraphShape {
  readonly dim: readonly { readonly size: string }[];
}
export type GraphAttributes = Readonly<Record<string, GraphAttribute>>;

/** A node of a TensorFlow GraphDef. */
export interface GraphDefNode {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: GraphAttributes;
}

/** The value of a `Const` node; graph models keep it among the weights. */
export interface GraphConstant {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array | Int32Array;
}

/** Collects the nodes and constants of a GraphDef. Both ways of adding give the name back that the node got. */
export interface GraphDefWriter {
  readonly nodes: readonly GraphDefNode[];
  readonly constants: readonly GraphConstant[];
  /** Adds a node named after `id`; its inputs are names. */
  add(op: string, id: string, inputs: readonly string[], attributes?: GraphAttributes): string;
  constant(id: string, shape: Shape, values: Float32Array | Int32Array): string;
}

export function createGraphDefWriter(): GraphDefWriter {
  const nodes: GraphDefNode[] = [];
  const constants: GraphConstant[] = [];
  const used = new Set<string>();
  const fresh = (id: string): string => {
    const base = id.replace(/[^\w./-]+/g, '_').replace(/^[^A-Za-z0-9.]/, 'node$&');
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base}_${n}`;
    used.add(name);
    return name;
  };
  return {
    nodes,
    constants,
    add(op, id, input, attributes = {}) {
      const name = fresh(id);
      nodes.push({ name, op, input, attr: { T: FLOAT, ...attributes } });
      return name;
    },
    constant(id, shape, values) {
      const name = fresh(id);
      const dtype = { type: values instanceof Int32Array ? 'DT_INT32' : 'DT_FLOAT' } as const;
      nodes.push({ name, op: 'Const', input: [], attr: { dtype } });
      constants.push({ name, shape, values });
      return name;
    },
  };
}

export const FLOAT = { type: 'DT_FLOAT' } as const;

/** A string attribute. */
export function text(value: string): GraphAttribute {
  return { s: btoa(value) };
}

/** A list of integers as an attribute. */
export function integers(...values: readonly number[]): GraphAttribute {
  return { list: { i: values.map(String) } };
}

/** A shape as protobuf writes it; the batch axis is open. */
export function batchShape(shape: Shape): GraphShape {
  return { dim: [-1, ...shape].map((size) => ({ size: String(size) })) };
}
