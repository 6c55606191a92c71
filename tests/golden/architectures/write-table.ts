// Measures architectures on WebAssembly and writes their table into docs/networks.md:
//   npx tsx tests/golden/architectures/write-table.ts            the small ones
//   npx tsx tests/golden/architectures/write-table.ts FOLDER     those as published, which `models/zoo-check/export.py --full FOLDER` wrote
//   npx tsx tests/golden/architectures/write-table.ts keras FOLDER     Keras's, small and (without FOLDER as they stand) as published
//   npx tsx tests/golden/architectures/write-table.ts graph FOLDER     the same as graph models of TensorFlow.js

import { openAsBlob, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREPROCESSINGS } from '../../../src/core/records/preprocessings';
import { importOnnxFile } from '../../../src/networks/importers/onnx/onnx';
import { readModelFiles } from '../../../src/networks/storage/weights';
import { useBackend } from '../../../testing/backends';
import { type Agreement, agreementOf, agreementWith, type References } from './architecture-agreement';
import { architectureCases } from './architecture-cases';
import { type GraphCase, graphCases, importGraphCase } from './graph-cases';
import { importKerasCase, type KerasNetworkCase, kerasNetworkCases } from './keras-cases';

const DOCUMENT = new URL('../../../docs/networks.md', import.meta.url);
const [folder] = process.argv.slice(2);

/** The numbers of a row, the worst of several. */
function row(title: string, how: string, all: readonly Agreement[]): string {
  const logits = Math.max(...all.map((each) => each.logits)).toExponential(0);
  const gradient = Math.min(...all.map((each) => each.gradient)).toFixed(6);
  const cams = all.flatMap(({ cam }) => (cam === null ? [] : [cam]));
  const cam = cams.length > 0 ? Math.min(...cams).toFixed(6) : '';
  return `| ${title} | ${how} | ${logits} | ${gradient} | ${cam} |`;
}

async function smallRows(): Promise<string[]> {
  const rows: string[] = [];
  for (const one of architectureCases()) {
    const exporters = Object.keys(one.files);
    const all: Agreement[] = [];
    for (const exporter of exporters) all.push(await agreementOf(one, exporter));
    rows.push(row(one.title, exporters.join(', '), all));
  }
  return rows;
}

async function fullRows(from: string): Promise<string[]> {
  const order = architectureCases().map(({ title }) => title);
  const found = readdirSync(from)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, one: JSON.parse(readFileSync(join(from, name), 'utf8')) as References }))
    .toSorted((a, b) => order.indexOf(a.one.title) - order.indexOf(b.one.title));
  const rows: string[] = [];
  for (const { name, one } of found) {
    const file = await openAsBlob(join(from, name.replace(/json$/, 'onnx')));
    const network = await importOnnxFile(file, { preprocessing: 'torch' });
    const made = row(one.title, String(network.graph.nodes.length), [agreementWith(network, one)]);
    console.log(made);
    rows.push(made);
  }
  return rows;
}

/** Small networks of Keras, with the numbers of full ones where `models/zoo-check/export_keras.py --full FOLDER` wrote them. */
async function kerasRows(from: string | undefined): Promise<string[]> {
  const rows: string[] = [];
  const whole = new Map<string, string>();
  for (const name of from === undefined ? [] : readdirSync(from).filter((each) => each.endsWith('.json'))) {
    const one = JSON.parse(readFileSync(join(from ?? '', name), 'utf8')) as KerasNetworkCase;
    const all: Agreement[] = [];
    let layers = 0;
    for (const end of ['keras', 'h5']) {
      const file = name.replace(/json$/, end);
      const given = new File([await openAsBlob(join(from ?? '', file))], file);
      const { network } = await readModelFiles([given], { preprocessing: PREPROCESSINGS[one.scaled] });
      layers = network.graph.nodes.length;
      all.push(agreementWith(network, one));
    }
    whole.set(one.title, row(`${one.title}, whole`, `${layers}; .keras, .h5`, all));
    console.log(whole.get(one.title));
  }
  for (const one of kerasNetworkCases()) {
    const network = await importKerasCase(one);
    const end = one.name.split('.').at(-1) ?? '';
    rows.push(row(one.title, `${network.graph.nodes.length}; .${end}`, [agreementWith(network, one)]));
    const full = whole.get(one.title);
    if (full !== undefined) rows.push(full);
  }
  return rows;
}

/** Graph models, small and, where `models/zoo-check/export_graph.py --full FOLDER` wrote them, as published. */
async function graphRows(from: string | undefined): Promise<string[]> {
  const rows: string[] = [];
  const whole = new Map<string, string>();
  for (const name of from === undefined ? [] : readdirSync(from)) {
    const at = join(from ?? '', name);
    const one = JSON.parse(readFileSync(join(at, 'reference.json'), 'utf8')) as GraphCase;
    const given = await Promise.all(
      readdirSync(at).map(async (file) => new File([await openAsBlob(join(at, file))], file)),
    );
    const files = given.filter((file) => file.name !== 'reference.json');
    const size = [one.size, one.size] as const;
    const { network } = await readModelFiles(files, { preprocessing: PREPROCESSINGS[one.scaled], size });
    const layers = String(network.graph.nodes.length);
    whole.set(one.title, row(`${one.title}, whole`, layers, [agreementWith(network, one)]));
    console.log(whole.get(one.title));
  }
  for (const one of graphCases()) {
    const network = importGraphCase(one);
    rows.push(row(one.title, String(network.graph.nodes.length), [agreementWith(network, one)]));
    const full = whole.get(one.title);
    if (full !== undefined) rows.push(full);
  }
  return rows;
}

await useBackend('wasm');
const [mark, second, rows] =
  folder === 'graph'
    ? (['graph', 'layers', await graphRows(process.argv[3])] as const)
    : folder === 'keras'
      ? (['keras', 'layers; file', await kerasRows(process.argv[3])] as const)
      : folder === undefined
        ? (['architectures', 'exporter', await smallRows()] as const)
        : (['full architectures', 'layers', await fullRows(folder)] as const);
const table = [
  `| architecture | ${second} | logits | gradient | Grad-CAM |`,
  '| --- | --- | --- | --- | --- |',
  ...rows,
].join('\n');
const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
const text = readFileSync(DOCUMENT, 'utf8');
const [before = '', rest = ''] = text.split(start);
const [, after = ''] = rest.split(end);
writeFileSync(DOCUMENT, `${before}${start}\n\n${table}\n\n${end}${after}`);
