import type { FarBytes } from '../../storage/lazy-numbers';

// What of an ONNX file is read.

/** A tensor's raw numbers: a view of the file, or a stretch of it that is still to be read. */
export type TensorBytes = Uint8Array | FarBytes;

/** An ONNX tensor whose numbers are still bytes of the file: never copies. */
export interface OnnxTensor {
  name: string;
  dims: number[];
  dataType: number;
  /** Little-endian elements, or float_data's; several where the writer did not pack them. */
  bytes: TensorBytes[];
  /** `int32_data`, `int64_data`: packed varints. Only ever small, or float16 in disguise. */
  varints: Uint8Array[];
  doubles: Uint8Array[];
  /** Where the numbers lie in another file: `location`, `offset` and `length`. */
  external: Map<string, string> | undefined;
}
export interface OnnxAttribute {
  name: string;
  float: number;
  int: number;
  text: string;
  ints: number[];
  floats?: number[];
  tensor?: OnnxTensor;
  /** A branch of an If. */
  graph?: OnnxGraph;
}
export interface OnnxNode {
  name: string;
  op: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
  /** What must hold for the node to be computed at all, see onnx-branches.ts. */
  when?: readonly { readonly condition: string; readonly is: boolean }[];
}
/** A declared input or output; a dimension without a fixed size is 0. */
export interface OnnxValueInfo {
  name: string;
  /** ONNX element type; 0 where the file does not say. */
  dataType: number;
  dims: number[];
}
export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  initializers: OnnxTensor[];
  inputs: OnnxValueInfo[];
  outputs: OnnxValueInfo[];
}
export interface OnnxModel {
  irVersion: number;
  /** The software that wrote the file; empty where it does not say. */
  producer: string;
  /** Version of the standard operator set. */
  opset: number;
  graph?: OnnxGraph;
}
