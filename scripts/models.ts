import { PREPROCESSING_NAMES } from '../src/core/records/preprocessings';
import { openAsBlob } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LabError } from '../src/core/records/lab-error';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import { importOnnxFile } from '../src/networks/importers/onnx/onnx';
import type { ImportOptions } from '../src/networks/importers/import-options';
import { parseLayersModel } from '../src/networks/importers/keras/layers-schema';
import { parseJson } from '../src/networks/graph/model-json';
import { readModelFiles } from '../src/networks/storage/weights';
import type { WeightType } from '../src/networks/storage/stored-weight';
import { downloadNetworks } from './download-networks.ts';
import { writeNetwork } from './write-network.ts';

const HELP = `Networks for the lab, as models/<id>/model.json and its shards.

  npm run models -- ID [ID …]                downloads published networks (models/zoo.json) and converts them
  npm run models -- --from FILE|FOLDER       converts a network of yours

  --from           an .onnx file, a folder with .onnx files, or the folder (or model.json) of a TF.js layers model
  --out            folder to write to (default: models)
  --weights        float32, float16 (half the size) or uint8 (a quarter); default: as published, float32 for your own
  --id             the network's id and folder name (default: from the file); for one network only
  --title          the name people see (default: from the file)
  --preprocessing  torch, caffe, tf, unit, bytes, cifar or mnist: how the network wants its pixels (default: what the file says or suggests)
  --zoo            another list of published networks (default: models/zoo.json)
`;

/** Networks whose files do not carry the name people know them by. */
const KNOWN: Readonly<Record<string, { title: string; licence?: string }>> = {
  'squeezenet1.1': { title: 'SqueezeNet 1.1', licence: 'Apache-2.0' },
  vgg16: { title: 'VGG16' },
};

const WEIGHTS = ['float32', 'float16', 'uint8'] as const satisfies WeightType[];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      out: { type: 'string', default: 'models' },
      zoo: { type: 'string', default: 'models/zoo.json' },
      weights: { type: 'string' },
      id: { type: 'string' },
      title: { type: 'string' },
      preprocessing: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { from, out, id, title } = values;
  if (values.help) {
    console.log(HELP);
    return;
  }
  if ((from === undefined) === (positionals.length === 0)) {
    throw new Error(`Name published networks, or a file with --from.\n\n${HELP}`);
  }
  const weights = oneOf('--weights', WEIGHTS, values.weights);
  if (from === undefined) {
    await downloadNetworks(positionals, { zoo: values.zoo, out, weights });
    return;
  }
  const sources = await findSources(from);
  if (sources.length > 1 && id)
    throw new Error(`--id names one network, but ${from} holds ${sources.length}.`);
  const preprocessing = oneOf('--preprocessing', PREPROCESSING_NAMES, values.preprocessing);
  for (const source of sources) {
    const network = await read(source, { id, title, preprocessing, weights });
    await writeNetwork(network, { source, out, weights: weights ?? 'float32' });
  }
}

function oneOf<T extends string>(
  name: string,
  choices: readonly T[],
  value: string | undefined,
): T | undefined {
  const choice = choices.find((entry) => entry === value);
  if (choice !== undefined || value === undefined) return choice;
  throw new Error(`${name} should be one of ${choices.join(', ')}, got ${value}.`);
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
  const network = await importOnnxFile(await openAsBlob(source), importing);
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
