import { readdirSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { assetsPlugin } from './scripts/vite-assets-plugin.ts';
import { bytesPlugin } from './scripts/vite-bytes-plugin.ts';
import { coloursPlugin } from './scripts/vite-colours-plugin.ts';
import { stampPlugin } from './scripts/fresh-build.ts';
import { modelsPlugin } from './scripts/vite-models-plugin.ts';
import { tfjsPlugin } from './scripts/vite-tfjs-plugin.ts';
import { wordsPlugin } from './scripts/vite-words-plugin.ts';

// Every picture the lab can read must be allowed by CORS anyway (its pixels are read), and `require-corp` asks no more
// than that; unlike `credentialless` it isolates Safari's pages too.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const UNIT_TESTS = readdirSync('tests/unit', { recursive: true, encoding: 'utf8' })
  .map((name) => `tests/unit/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.test.ts'));
const holding = (what: RegExp): string[] =>
  UNIT_TESTS.filter((name) => what.test(readFileSync(name, 'utf8')));
/** Unit tests that put another module in the place of one: whatever comes after them would get it too. */
const MOCKING = holding(/vi\.mock\(/);
/** Tests of the page's stores, which are modules, or with globals put in others' places: each file has its own. */
const STATEFUL = [
  'tests/unit/{automation,features,page,shell}/**/*.test.ts',
  ...holding(/vi\.stubGlobal\(|toy-(page|canvas)'/),
];

const OUTPUT = {
  // Each file of TF.js begins with its licence: they are all in `licences.md`, once.
  comments: { legal: false },
  // What a page or a worker needs to start comes in one piece: it compresses better than in thirty.
  codeSplitting: { groups: [{ name: 'start', tags: ['$initial' as const] }] },
};

export default defineConfig({
  base: './',
  // One page and its state in the hash: a path that is no file is a mistake to be told, not the page again.
  appType: 'mpa',
  plugins: [
    react(),
    modelsPlugin(),
    assetsPlugin(),
    stampPlugin(),
    tfjsPlugin(),
    coloursPlugin(),
    wordsPlugin(),
  ],
  server: { headers },
  preview: { headers, port: 5173 },
  worker: { format: 'es', plugins: () => [tfjsPlugin(), bytesPlugin()], rolldownOptions: { output: OUTPUT } },
  build: {
    target: 'es2022',
    // One style sheet: a view's own, cut off once, would not be asked for again.
    cssCodeSplit: false,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      output: OUTPUT,
      // What it does on import, whoever uses it brings: a dialog, which comes late.
      treeshake: { moduleSideEffects: [{ test: /react-remove-scroll/, sideEffects: false }] },
    },
  },
  test: {
    projects: [
      {
        // Nothing here keeps a state of its own between files: they share what they import, TF.js above all.
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/{unit,golden}/**/*.test.ts'],
          exclude: [...STATEFUL, ...MOCKING],
          isolate: false,
        },
      },
      {
        // A thread for each file would load React and TF.js a hundred times over; modules of this house alone are loaded anew.
        extends: true,
        test: {
          name: 'page',
          include: STATEFUL,
          exclude: MOCKING,
          isolate: false,
          setupFiles: 'testing/own-modules.ts',
        },
      },
      { extends: true, test: { name: 'mocking', include: MOCKING } },
    ],
    environment: 'node',
    // No test asks for a process of its own, which takes longer to begin than a thread.
    pool: 'threads',
    // Not a bound on anybody's speed: it ends what hangs, and a busy machine takes many times as long as a quiet one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One for each processor: nobody waits for a page here, as Vitest would leave one free for.
    maxWorkers: '100%',
  },
});
