import { parseArgs } from 'node:util';
import { benchAccuracy } from '../bench/accuracy.ts';
import { benchBytes } from '../bench/bytes.ts';
import { benchEngine } from '../bench/engine.ts';
import { benchFeel } from '../bench/feel.ts';
import { benchFooling } from '../bench/fooling.ts';
import { benchLong } from '../bench/long.ts';
import { benchOwn } from '../bench/own.ts';
import { benchPictures } from '../bench/pictures.ts';
import { benchProfile } from '../bench/profile.ts';
import { benchReferences } from '../bench/references.ts';
import { benchStage } from '../bench/stage.ts';
import { benchStartUp } from '../bench/start-up.ts';
import { benchThreads } from '../bench/threads.ts';
import { benchTwin } from '../bench/twin.ts';
import { benchVgg16 } from '../bench/vgg16.ts';

const HELP = `Measures the page in a real browser.

  npm run bench               the engine: forward and gradient on every backend, against stock TF.js and PyTorch
  npm run bench -- start      a first visit: time to the first map, bytes sent
  npm run bench -- bytes      what the page and its workers consist of, up to the first map
  npm run bench -- feel       what a hand on the page feels: longest standstill in a run, slider to picture, class to map
  npm run bench -- stage      how much of the window the pictures take, exercise by exercise, at five sizes
  npm run bench -- long       10,000 steps in the background of a page that is used: memory, film strip, checkpoints (--network, --quick)
  npm run bench -- vgg16      a VGG16 of full size: download, conversion, storage, one saliency gradient, memory
  npm run bench -- own        VGG19 and MobileNet as a person's own networks, against what they should answer (needs the fixtures)
  npm run bench -- accuracy   the bundled networks on 2,000 photos, and what compact weights cost (needs the fixtures)
  npm run bench -- twin       what robust training changes: maps, fooling, class visualisations (needs the fixtures)
  npm run bench -- pictures   of ten classes' pictures by MACO and by Lucid, how many other networks read as their class (--network, --preset, --check; --keep FOLDER for the pictures)
  npm run bench -- fooling    how little fools the networks, and whether the saved files do; --accuracy: what attacks leave of it (needs the fixtures; --network)
  npm run bench -- references what the page sees and answers, against Pillow's pixels and PyTorch's numbers (needs the fixtures; --browser)
  npm run bench -- threads    what threads save of a gradient, layer by layer, and what the machine has to give (--network)
  npm run bench -- profile    where the time of a pass and of a step goes, kernel by kernel (--network, --backend)

  --json FILE                 the results as JSON too; - for one line of it on the standard output, in place of tables

Of the references alone:
  --browser NAME              chromium or firefox

Of fooling alone:
  --accuracy                  what is left of the bundled networks' accuracy under PGD and a small AutoAttack
  --photos N                  of so many validation photos (100)
  --keep FILE                 keeps each result there as it is made, and goes on from those that it holds

Of the engine alone:
  --backend NAME              webgpu, webgl, wasm or cpu alone
  --network ID                one network alone: tiny, a bundled one's id, squeezenet1.1, mobilenet, vgg19,
                              efficientnet-b0, mobilenet-v3-large or vit-tiny (seeded weights)
  --torch PYTHON              the Python that has PyTorch; by default python3, if it has
  --quick                     few repeats and no long runs; without --network on a small generated network (fooling: fewer pairs, photos and steps)
  --check                     fail where a target is missed (fooling too)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    backend: { type: 'string' },
    browser: { type: 'string', default: 'chromium' },
    network: { type: 'string' },
    torch: { type: 'string' },
    accuracy: { type: 'boolean', default: false },
    keep: { type: 'string' },
    preset: { type: 'string' },
    photos: { type: 'string' },
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});

const engine = (): Promise<string[]> =>
  benchEngine({
    json: values.json ?? null,
    python: values.torch ?? null,
    backend: values.backend ?? null,
    network: values.network ?? null,
    quick: values.quick,
    check: values.check,
  });
const BENCHES: Readonly<Record<string, () => Promise<string[]>>> = {
  engine,
  vgg16: () => benchVgg16(values.json === '-'),
  own: () => benchOwn(values.json === '-'),
  profile: () =>
    benchProfile({
      backend: values.backend ?? null,
      network: values.network ?? null,
      json: values.json === '-',
    }),
  threads: () => benchThreads({ network: values.network ?? null, json: values.json === '-' }),
  references: () =>
    benchReferences(values.browser === 'firefox' ? 'firefox' : 'chromium', values.json === '-'),
  start: () => benchStartUp(values.json === '-'),
  bytes: () => benchBytes(values.json === '-'),
  long: () =>
    benchLong({
      network: values.network ?? null,
      json: values.json === '-',
      quick: values.quick,
      check: values.check,
    }),
  feel: () => benchFeel(values.json === '-'),
  stage: () => benchStage(values.json === '-'),
  twin: () => benchTwin(values.json === '-'),
  pictures: () =>
    benchPictures({
      network: values.network ?? null,
      preset: values.preset ?? null,
      keep: values.keep ?? null,
      json: values.json === '-',
      check: values.check,
    }),
  accuracy: () => benchAccuracy(values.json === '-'),
  fooling: () =>
    benchFooling({
      json: values.json === '-',
      accuracy: values.accuracy,
      quick: values.quick,
      network: values.network ?? null,
      check: values.check,
      keep: values.keep ?? null,
      photos: values.photos === undefined ? null : Number(values.photos),
    }),
};

const chosen = (positionals.length === 0 ? ['engine'] : positionals).map((name) => BENCHES[name]);
if (values.help || chosen.includes(undefined)) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  for (const bench of chosen) {
    for (const failure of (await bench?.()) ?? []) {
      console.error(failure);
      process.exitCode = 1;
    }
  }
}
