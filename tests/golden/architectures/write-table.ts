// Measures the small architectures on WebAssembly and writes their table into docs/networks.md: `npx tsx tests/golden/architectures/write-table.ts`.

import { readFileSync, writeFileSync } from 'node:fs';
import { useBackend } from '../../../testing/backends';
import { agreementOf, type Agreement } from './architecture-agreement';
import { architectureCases } from './architecture-cases';

const DOCUMENT = new URL('../../../docs/networks.md', import.meta.url);
const [START, END] = ['<!-- architectures -->', '<!-- /architectures -->'];

await useBackend('wasm');
const rows: string[] = [];
for (const one of architectureCases()) {
  const exporters = Object.keys(one.files);
  const all: Agreement[] = [];
  for (const exporter of exporters) all.push(await agreementOf(one, exporter));
  const logits = Math.max(...all.map((each) => each.logits)).toExponential(0);
  const gradient = Math.min(...all.map((each) => each.gradient)).toFixed(6);
  const cams = all.flatMap(({ cam }) => (cam === null ? [] : [cam]));
  const cam = cams.length > 0 ? Math.min(...cams).toFixed(6) : '';
  rows.push(`| ${one.title} | ${exporters.join(', ')} | ${logits} | ${gradient} | ${cam} |`);
}
const table = [
  '| architecture | exporter | logits | gradient | Grad-CAM |',
  '| --- | --- | --- | --- | --- |',
  ...rows,
].join('\n');
const text = readFileSync(DOCUMENT, 'utf8');
const [before = '', rest = ''] = text.split(START);
const [, after = ''] = rest.split(END);
writeFileSync(DOCUMENT, `${before}${START}\n\n${table}\n\n${END}${after}`);
