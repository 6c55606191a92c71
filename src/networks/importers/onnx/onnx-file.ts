import { PbfReader } from 'pbf';
import { unsupportedModel } from '../../graph/failures';
import type { FarBytes } from '../../storage/lazy-numbers';
import { farBytes, NEAR_BYTES } from '../far-bytes';
import { decodeOnnx, decodeTensor, EndsEarly, type OnnxModel, type OnnxTensor } from './onnx-schema';
import { phrase } from '../../../words/say';

/** What remains of a network without its large tensors. */
const MOST_REMAINING = 64 * 2 ** 20;
const WINDOW = 2 ** 20;
/** Layers, weights and notes on values; a network of 20,000 layers has about half. */
const MOST_PARTS = 100_000;

/** Field numbers of onnx.proto3 on the way to a tensor's numbers. */
const GRAPH = 7;
const INITIALIZER = 5;
const FLOAT_DATA = 4;
const RAW_DATA = 9;
const LENGTH_DELIMITED = 2;

interface Field {
  readonly tag: number;
  readonly type: number;
  /** Where the field begins with its key, where its content begins, and where it ends. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/**
 * An ONNX file read without its large tensors: those stay in the file until they are loaded one by one, so that a network
 * of 500 MB is never in memory whole. Throws a plain Error where the bytes are not such a file or end early.
 */
export async function readOnnxFile(file: Blob): Promise<OnnxModel> {
  const reader = fileReader(file);
  const rest: Uint8Array[] = [];
  const large: OnnxTensor[] = [];
  for await (const field of fields(reader, 0, file.size)) {
    if (field.tag !== GRAPH || field.type !== LENGTH_DELIMITED) {
      refuseTooMuch(field.end - field.start);
      rest.push(await reader.bytes(field.start, field.end));
      continue;
    }
    const graph: Uint8Array[] = [];
    let kept = 0;
    for await (const part of fields(reader, field.content, field.end)) {
      const isLarge =
        part.tag === INITIALIZER &&
        part.type === LENGTH_DELIMITED &&
        part.end - part.content > NEAR_BYTES &&
        (await farTensor(file, reader, part));
      if (isLarge) {
        large.push(isLarge);
        continue;
      }
      kept += part.end - part.start;
      refuseTooMuch(kept);
      graph.push(await reader.bytes(part.start, part.end));
    }
    rest.push(message(GRAPH, graph));
  }
  const model = decodeOnnx(joined(rest));
  model.graph?.initializers.push(...large);
  return model;
}

/** A large tensor without its numbers; null where something else of it is large. */
async function farTensor(file: Blob, reader: FileReader, part: Field): Promise<OnnxTensor | null> {
  const rest: Uint8Array[] = [];
  const far: FarBytes[] = [];
  for await (const field of fields(reader, part.content, part.end)) {
    const numbers = field.tag === RAW_DATA || field.tag === FLOAT_DATA;
    const size = field.end - field.content;
    if (numbers && field.type === LENGTH_DELIMITED && size > NEAR_BYTES) {
      far.push(farBytes(file, field.content, field.end));
    } else if (size > NEAR_BYTES || (far.length > 0 && numbers)) return null;
    else rest.push(await reader.bytes(field.start, field.end));
  }
  const tensor = decodeTensor(joined(rest));
  tensor.bytes.push(...far);
  return tensor;
}

interface FileReader {
  bytes(start: number, end: number): Promise<Uint8Array>;
}

/** Reads a file through a window, for its many short parts. */
function fileReader(file: Blob): FileReader {
  let from = 0;
  let window = new Uint8Array();
  return {
    async bytes(start, end) {
      if (start < from || end > from + window.length) {
        from = start;
        window = new Uint8Array(await file.slice(start, Math.max(end, start + WINDOW)).arrayBuffer());
      }
      return window.slice(start - from, end - from);
    },
  };
}

/** The fields of a message between two places of the file, in order, each with where it lies. */
async function* fields(reader: FileReader, from: number, to: number): AsyncGenerator<Field> {
  let count = 0;
  for (let start = from; start < to;) {
    if (++count > MOST_PARTS)
      throw unsupportedModel(phrase('Expected a network of ordinary size, got far more parts.'));
    // A key is at most 5 bytes and a length or number at most 10.
    const head = await reader.bytes(start, Math.min(to, start + 15));
    const pbf = new PbfReader(head);
    const key = pbf.readVarint();
    const type = key & 7;
    if (type === LENGTH_DELIMITED) {
      const size = pbf.readVarint();
      const content = start + pbf.pos;
      yield checked({ tag: key >> 3, type, start, content, end: content + size }, to);
      start = content + size;
    } else {
      const content = start + pbf.pos;
      pbf.skip(key);
      yield checked({ tag: key >> 3, type, start, content, end: start + pbf.pos }, to);
      start += pbf.pos;
    }
  }
}

function checked(field: Field, to: number): Field {
  if (field.end > to) throw new EndsEarly(field.end - to);
  if (field.end > field.start) return field;
  throw new Error('a part of the file has the wrong length');
}

/** A message of these bytes as one field. */
function message(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  const content = joined(parts);
  const head: number[] = [(tag << 3) | LENGTH_DELIMITED];
  for (let rest = content.length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      head.push(rest);
      break;
    }
    head.push((rest & 127) | 128);
  }
  return joined([Uint8Array.from(head), content]);
}

function refuseTooMuch(bytes: number): void {
  if (bytes > MOST_REMAINING)
    throw unsupportedModel(
      phrase('Expected a network of ordinary size: its layers, without their weights, take more than 64 MB.'),
    );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
