import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** How a network of another format becomes one that the lab reads; each has its recipe in `export-recipes.ts`. */
export type ExportRecipe = 'torch' | 'architecture' | 'saved-model' | 'tflite' | 'weights-only' | 'origin';

/** What a file is. */
export interface FileFormat {
  /** `network`: an ONNX file; `hdf5`: what Keras writes; `graph`: TensorFlow's frozen graph; `foreign`: a network of a format that the lab does not read. */
  readonly kind:
    | 'network'
    | 'hdf5'
    | 'graph'
    | 'foreign'
    | 'archive'
    | 'picture'
    | 'json'
    | 'text'
    | 'page'
    | 'pointer'
    | 'other';
  /** With its article: "a PyTorch checkpoint". */
  readonly is: Phrase;
  readonly recipe?: ExportRecipe;
  /** Whether other files lie in it, which the lab does not unpack. */
  readonly packed?: true;
}

/** Bytes to hand to `formatOf`. */
export const FORMAT_BYTES = 512;

const foreign = (is: Phrase, recipe: ExportRecipe): FileFormat => ({ kind: 'foreign', is, recipe });
const picture = (is: Phrase): FileFormat => ({ kind: 'picture', is });
const other = (is: Phrase): FileFormat => ({ kind: 'other', is });
const packed = (is: Phrase): FileFormat => ({ kind: 'other', is, packed: true });

const ONNX: FileFormat = { kind: 'network', is: phrase('an ONNX network') };
const PAGE: FileFormat = { kind: 'page', is: phrase('a web page') };
const POINTER: FileFormat = { kind: 'pointer', is: phrase('a Git LFS pointer') };
export const TORCH = foreign(phrase('a PyTorch checkpoint'), 'torch');
const HDF5: FileFormat = { kind: 'hdf5', is: phrase('an HDF5 file') };
export const SAVED_MODEL = foreign(phrase('a TensorFlow SavedModel'), 'saved-model');
export const EXPORTED_PROGRAM = foreign(phrase('a program that torch.export saved'), 'torch');
export const PICKLE = foreign(phrase('a Python pickle'), 'origin');
export const NUMPY = foreign(phrase('a file of NumPy arrays'), 'origin');
export const CORE_ML = foreign(phrase('a Core ML model'), 'origin');

/** First bytes, from the given place on. */
const SIGNATURES: readonly (readonly [start: string, at: number, format: FileFormat])[] = [
  ['\x89PNG', 0, picture(phrase('a PNG picture'))],
  ['\xff\xd8\xff', 0, picture(phrase('a JPEG picture'))],
  ['GIF8', 0, picture(phrase('a GIF picture'))],
  ['WEBP', 8, picture(phrase('a WebP picture'))],
  ['BM', 0, picture(phrase('a BMP picture'))],
  ['II*\0', 0, picture(phrase('a TIFF picture'))],
  ['MM\0*', 0, picture(phrase('a TIFF picture'))],
  ['ftyp', 4, picture(phrase('a picture or film'))],
  ['PK\x03\x04', 0, { kind: 'archive', is: phrase('a ZIP archive') }],
  ['\x89HDF', 0, HDF5],
  ['TFL3', 4, foreign(phrase('a TensorFlow Lite model'), 'tflite')],
  ['ORTM', 4, foreign(phrase('an ONNX Runtime (.ort) model'), 'origin')],
  ['ftrt', 0, foreign(phrase('a TensorRT engine'), 'origin')],
  ['ptrt', 0, foreign(phrase('a TensorRT engine'), 'origin')],
  ['GGUF', 0, foreign(phrase('a GGUF model'), 'origin')],
  ['\x93NUMPY', 0, NUMPY],
  ['\x1f\x8b', 0, packed(phrase('a gzip archive'))],
  ['7z\xbc\xaf', 0, packed(phrase('a 7z archive'))],
  ['Rar!', 0, packed(phrase('a RAR archive'))],
  ['ustar', 257, packed(phrase('a tar archive'))],
  ['PK\x05\x06', 0, other(phrase('an empty ZIP archive'))],
  ['MATLAB ', 0, foreign(phrase('a MATLAB file'), 'origin')],
  ['%PDF', 0, other(phrase('a PDF'))],
];

/** By the end of the name, where the content does not tell. */
const ENDINGS: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.onnx$/i, ONNX],
  [/saved_model\.pb(txt)?$/i, SAVED_MODEL],
  [/\.pb$/i, { kind: 'graph', is: phrase('a TensorFlow graph') }],
  [/\.pbtxt$/i, foreign(phrase('a TensorFlow graph written as text'), 'origin')],
  [/\.(pt|pth|torchscript)$/i, TORCH],
  [/\.(pkl|pickle)$/i, foreign(phrase('a Python pickle'), 'torch')],
  [/\.tflite$/i, foreign(phrase('a TensorFlow Lite model'), 'tflite')],
  [/\.safetensors$/i, foreign(phrase('a file of weights alone (safetensors)'), 'weights-only')],
  [/\.ckpt$/i, foreign(phrase('a checkpoint'), 'weights-only')],
  [
    /\.ckpt(-\d+)?\.(data-\S+|index|meta)$|\.ckpt-\d+$/i,
    foreign(phrase('a TensorFlow checkpoint'), 'origin'),
  ],
  [/\.t7$/i, foreign(phrase('a Torch7 file'), 'origin')],
  [/\.msgpack$/i, foreign(phrase('a Flax checkpoint'), 'origin')],
  [/\.mnn$/i, foreign(phrase('an MNN model'), 'origin')],
  [/\.param$/i, foreign(phrase('an ncnn model'), 'origin')],
  [/\.(mlmodel|mlpackage|mlmodelc)$/i, CORE_ML],
  [/\.(caffemodel|prototxt)$/i, foreign(phrase('a Caffe model'), 'origin')],
  [/\.(engine|plan|trt)$/i, foreign(phrase('a TensorRT engine'), 'origin')],
  [/\.ort$/i, foreign(phrase('an ONNX Runtime (.ort) model'), 'origin')],
  [/\.(pdmodel|pdiparams)$/i, foreign(phrase('a PaddlePaddle model'), 'origin')],
  [/\.(npy|npz)$/i, NUMPY],
  [/\.(cfg|weights)$/i, foreign(phrase('a Darknet model'), 'origin')],
];

/** The fields that may come after an ONNX file's version. */
const ONNX_FIELDS = new Set([0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72]);

/** What a file is: by its first bytes, and by its name only where those say nothing. */
export function formatOf(head: Uint8Array, name: string): FileFormat {
  if (head.length === 0) return other(phrase('an empty file'));
  const start = String.fromCharCode(...head.subarray(0, FORMAT_BYTES));
  const known = SIGNATURES.find(([bytes, at]) => start.startsWith(bytes, at));
  if (known && known[0] !== 'BM') return known[2];
  if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5) return TORCH;
  if (head[8] === 0x7b && head[6] === 0 && head[7] === 0) {
    return foreign(phrase('a file of weights alone (safetensors)'), 'weights-only');
  }
  const text = start
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (text.startsWith('version https://git-lfs')) return POINTER;
  if (/^<(\?xml|svg|!--)/i.test(text) && /<svg/i.test(text)) return picture(phrase('an SVG drawing'));
  if (/^<net\b|^<\?xml[^>]*>\s*<net\b/.test(text)) return foreign(phrase('an OpenVINO model'), 'origin');
  if (/^<(!doctype|html|head|body|script|\?xml|!--)/i.test(text)) return PAGE;
  const named = ENDINGS.find(([ending]) => ending.test(name))?.[1];
  if (head[0] === 8 && (head[1] ?? 0) <= 20 && ONNX_FIELDS.has(head[2] ?? 0)) {
    // Other formats whose first field is a version, too.
    return named?.recipe === 'saved-model' || named === CORE_ML ? named : ONNX;
  }
  if (/^[[{]/.test(text) && named?.kind !== 'foreign') return { kind: 'json', is: phrase('a JSON file') };
  if (named) return named;
  if (known) return known[2];
  return isText(head)
    ? { kind: 'text', is: phrase('a text file') }
    : other(phrase('a file of an unknown format'));
}

/** Whether bytes read as text: no control characters but those of lines, or two bytes a letter. */
function isText(head: Uint8Array): boolean {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return wide || head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
}
