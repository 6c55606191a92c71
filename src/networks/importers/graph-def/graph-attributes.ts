import type { GraphDefNode } from './graph-schema';

// What a node's attributes say, in protobuf's JSON form: 64-bit integers may be strings, texts are base64.

function attribute({ attr }: GraphDefNode, key: string): Readonly<Record<string, unknown>> {
  const value = attr && Object.hasOwn(attr, key) ? attr[key] : undefined;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A text; undefined where there is none. */
export function textAttribute(node: GraphDefNode, key: string): string | undefined {
  return decoded(attribute(node, key)['s']);
}

/** A list of texts. */
export function textsAttribute(node: GraphDefNode, key: string): string[] {
  return listOf(attribute(node, key), 's').flatMap((item) => decoded(item) ?? []);
}

/** A list of whole numbers; undefined where there is none. */
export function integersAttribute(node: GraphDefNode, key: string): number[] | undefined {
  const list = listOf(attribute(node, key), 'i').map(Number);
  return list.length > 0 && list.every(Number.isSafeInteger) ? list : undefined;
}

export function integerAttribute(node: GraphDefNode, key: string, otherwise: number): number {
  const value = Number(attribute(node, key)['i'] ?? otherwise);
  return Number.isSafeInteger(value) ? value : otherwise;
}

export function numberAttribute(node: GraphDefNode, key: string, otherwise: number): number {
  const value = Number(attribute(node, key)['f'] ?? otherwise);
  return Number.isFinite(value) ? value : otherwise;
}

export function flagAttribute(node: GraphDefNode, key: string, otherwise = false): boolean {
  const { b } = attribute(node, key) as { b?: unknown };
  return typeof b === 'boolean' ? b : otherwise;
}

const TYPES: Readonly<Record<number, string>> = {
  1: 'DT_FLOAT',
  3: 'DT_INT32',
  4: 'DT_UINT8',
  9: 'DT_INT64',
  10: 'DT_BOOL',
  19: 'DT_HALF',
};

/** A type by TensorFlow's name. */
export function typeAttribute(node: GraphDefNode, key: string): string | undefined {
  const { type } = attribute(node, key) as { type?: unknown };
  if (typeof type === 'number') return TYPES[type] ?? `type ${type}`;
  return typeof type === 'string' ? type.slice(0, 40) : undefined;
}

/** The sides of a shape, -1 for one that is open; undefined where the shape is not known. */
export function shapeAttribute(node: GraphDefNode, key: string): number[] | undefined {
  const { shape } = attribute(node, key) as { shape?: { dim?: unknown; unknownRank?: unknown } | null };
  if (!shape || shape.unknownRank === true || !Array.isArray(shape.dim)) return undefined;
  return shape.dim.map((dim: { size?: unknown } | null) => Number(dim?.size ?? -1));
}

function listOf(value: Readonly<Record<string, unknown>>, key: 's' | 'i'): readonly unknown[] {
  const { list } = value as { list?: Record<string, unknown> | null };
  const items = list?.[key];
  return Array.isArray(items) ? items : [];
}

function decoded(value: unknown): string | undefined {
  if (Array.isArray(value)) return String.fromCharCode(...value.slice(0, 1000).map(Number));
  if (typeof value !== 'string') return undefined;
  try {
    return atob(value);
  } catch {
    return undefined;
  }
}
