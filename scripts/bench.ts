import { parseArgs } from 'node:util';
import { benchAccuracy } from '../bench/accuracy.ts';
import { benchOwn } from '../bench/own.ts';
import { benchVgg16 } from '../bench/vgg16.ts';

const HELP = `Measures the page in a real browser.

  npm run bench -- vgg16      a VGG16 of full size: download, conversion, storage, one saliency gradient, memory
  npm run bench -- own        VGG19 and MobileNet as a person's own networks, against what they should answer (needs the fixtures)
  npm run bench -- accuracy   the bundled networks on 2,000 photos, and what compact weights cost (needs the fixtures)

  --json                      one line of JSON instead of tables
`;

const BENCHES: Readonly<Record<string, (json: boolean) => Promise<string[]>>> = {
  vgg16: benchVgg16,
  own: benchOwn,
  accuracy: benchAccuracy,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
});
const chosen = positionals.map((name) => BENCHES[name]);
if (values.help || chosen.length === 0 || chosen.includes(undefined)) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  for (const bench of chosen) {
    for (const failure of (await bench?.(values.json)) ?? []) {
      console.error(failure);
      process.exitCode = 1;
    }
  }
}
