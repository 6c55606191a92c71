import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LabError } from '../src/core/lab-error';
import { exportTfjsLayers } from '../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../src/networks/graph';
import { importOnnx } from '../src/networks/importers/onnx';
import type { ImportOptions } from '../src/networks/importers/import-options';
import { parseLayersModel } from '../src/networks/importers/layers-schema';
import { parseJson, readModelFiles } from '../src/networks/weights';
import { readBackError } from './read-back.ts';

const HELP = `Converts networks for the lab: ONNX or TF.js layers models in, models/<id>/model.json and its shards out.

  npm run models -- --from FILE|FOLDER [--out models] [--id ID] [--title TITLE] [--preprocessing torch|caffe|tf]
                    [--float32|--float16]

  --from           an .onnx file, a folder with .onnx files, or the folder (or model.json) of a TF.js layers model
  --out            folder to write to (default: models)
  --id             the network's id and folder name (default: from the file); for one network only
  --title          the name people see (default: from the file)
  --preprocessing  how the network wants its pixels (default: torch for ONNX, what the file says or tf for TF.js)
  --float16        half the download, weights rounded to 11 bits (default: --float32)
`;

/** Networks whose files do not carry the name people know them by. */
const KNOWN: Readonly<Record<string, { title: string; licence?: string }>> = {
  'squeezenet1.1': { title: 'SqueezeNet 1.1', licence: 'Apache-2.0' },
  vgg16: { title: 'VGG16' },
};

interface Options {
  readonly from: string;
  readonly out: string;
  readonly dtype: 'float32' | 'float16';
  readonly importing: ImportOptions;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return;
  const sources = await findSources(options.from);
  if (sources.length > 1 && options.importing.id) {
    throw new Error(`--id names one network, but ${options.from} holds ${sources.length}.`);
  }
  for (const source of sources) await convert(source, options);
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      out: { type: 'string', default: 'models' },
      id: { type: 'string' },
      title: { type: 'string' },
      preprocessing: { type: 'string' },
      float32: { type: 'boolean' },
      float16: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return undefined;
  }
  const { from, out, id, title, preprocessing } = values;
  if (from === undefined) throw new Error(`--from is missing.\n\n${HELP}`);
  if (values.float16 && values.float32) throw new Error('Choose one of --float32 and --float16.');
  if (
    preprocessing !== undefined &&
    preprocessing !== 'torch' &&
    preprocessing !== 'caffe' &&
    preprocessing !== 'tf'
  ) {
    throw new Error(`--preprocessing should be torch, caffe or tf, got ${preprocessing}.`);
  }
  return {
    from,
    out,
    dtype: values.float16 ? 'float16' : 'float32',
    importing: { id, title, preprocessing },
  };
}

/** Every network that `from` names: files ending in `.onnx`, or one `model.json`. */
async function findSources(from: string): Promise<string[]> {
  const found = await stat(from).catch(() => undefined);
  if (!found) throw new Error(`There is no file or folder ${from}.`);
  if (found.isFile()) return [from];
  const names = (await readdir(from)).sort();
  if (names.includes('model.json')) return [join(from, 'model.json')];
  const onnx = names.filter((name) => name.toLowerCase().endsWith('.onnx'));
  if (onnx.length > 0) return onnx.map((name) => join(from, name));
  throw new Error(
    `Expected .onnx files or a model.json in ${from}, got ${names.slice(0, 5).join(', ') || 'an empty folder'}.`,
  );
}

async function convert(source: string, { out, dtype, importing }: Options): Promise<void> {
  const network = await read(source, importing);
  const { graph } = network;
  const { modelJson, shards } = exportTfjsLayers(network, { dtype });
  const error = await readBackError(network, { modelJson, shards }, dtype);
  const folder = join(out, graph.id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of shards) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, 'model.json'), JSON.stringify(modelJson));
  const bytes = [...shards.values()].reduce((sum, shard) => sum + shard.length, 0);
  const size = `${(bytes / 1e6).toFixed(1)} MB in ${shards.size} ${shards.size === 1 ? 'file' : 'files'}`;
  console.log(`${source} -> ${folder}: ${graph.title}, ${graph.classes.length} classes, ${dtype}, ${size}.`);
  console.log(`TensorFlow.js reads it back; its outputs agree to ${error.toExponential(1)}.`);
}

async function read(source: string, importing: ImportOptions): Promise<ImportedNetwork> {
  const onnx = extname(source).toLowerCase() !== '.json';
  const network = onnx ? await readOnnx(source, importing) : await readLayers(source, importing);
  const known = KNOWN[network.graph.id];
  const title =
    importing.title ??
    (known && network.graph.title === network.graph.id ? known.title : network.graph.title);
  const licence = network.graph.licence ?? known?.licence;
  return { ...network, graph: { ...network.graph, title, ...(licence ? { licence } : {}) } };
}

async function readOnnx(source: string, importing: ImportOptions): Promise<ImportedNetwork> {
  const network = importOnnx(new Uint8Array(await readFile(source)), importing);
  if (importing.id) return network;
  const id = idFrom(network.graph.id, basename(source, extname(source)));
  return {
    ...network,
    graph: {
      ...network.graph,
      id,
      title: network.graph.title === network.graph.id ? id : network.graph.title,
    },
  };
}

/** The graph's own name where it says something, else the file's without the trailing opset that model zoos add. */
function idFrom(graphName: string, fileName: string): string {
  const file = fileName.replace(/-\d+$/, '');
  const nondescript = /^(main_graph|torch[-_]jit[-_]export|mxnet_converted_model|graph|model|onnx-network)$/i;
  const name = nondescript.test(graphName) || file in KNOWN ? file : graphName;
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'network'
  );
}

async function readLayers(source: string, importing: ImportOptions): Promise<ImportedNetwork> {
  const folder = join(source, '..');
  const names = (await readdir(folder)).filter((name) => name !== basename(source));
  const json = new File([await readFile(source)], 'model.json');
  const { manifest } = parseLayersModel(parseJson(await json.text(), source));
  const wanted = new Set(manifest.flatMap((group) => group.paths));
  const shards = await Promise.all(
    names
      .filter((name) => wanted.has(name))
      .map(async (name) => new File([await readFile(join(folder, name))], name)),
  );
  return (await readModelFiles([json, ...shards], importing)).network;
}

main().catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : String(error);
  console.error(error instanceof LabError ? `${sentence} ${error.nextStep}` : sentence);
  process.exitCode = 1;
});
