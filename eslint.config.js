import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import { curlyQuotes } from './scripts/house-rules/curly-quotes.js';
import { floors } from './scripts/house-rules/floors.js';
import { packages } from './scripts/house-rules/packages.js';
import { quickParser } from './scripts/house-rules/quick-parser.js';
import { said } from './scripts/house-rules/said.js';
import { textOfItsOwn } from './scripts/house-rules/text-of-its-own.js';

// What is this house's own. The rules that every TypeScript project has are oxlint's (.oxlintrc.json).

// The floors of the house (docs/architecture.md): below the engine by floor, above it by feature; imports go down only.

const TFJS = ['@tensorflow/*', '@tensorflow-models/*'];
const PAGE = ['react', 'react/*', 'react-dom', 'react-dom/*', 'zustand', 'zustand/*', '@mantine/*'];

/** Plain data and plain arithmetic, which every thread may load. */
const PLAIN = ['words', 'core', 'methods/catalog', 'engine/protocol'];
/** What only the threads that compute load; others know its types. */
const COMPUTING = ['tensors', 'networks', 'methods', 'engine/worker', 'engine/judge'];
const BELOW_PAGE = [...PLAIN, 'engine/page', 'photo', 'canvas', 'export', 'sweep', 'shelf'];

/** What the folders of src/ may import besides their own files: all of some folders, of others types alone. */
export const FLOORS = {
  words: {},
  core: { uses: ['words'] },
  tensors: { uses: ['words', 'core'] },
  networks: { uses: ['words', 'core', 'tensors'] },
  methods: { uses: ['words', 'core', 'tensors', 'networks', 'methods/catalog'] },
  'methods/catalog': { uses: ['words', 'core', 'methods'] },
  'engine/protocol': { uses: ['words', 'core', 'methods/catalog'], types: COMPUTING },
  'engine/worker': { uses: [...PLAIN, 'tensors', 'networks', 'methods'] },
  'engine/judge': {
    uses: [...PLAIN, 'tensors', 'networks', 'engine/worker/backends'],
    types: ['engine/page'],
  },
  'engine/page': { uses: [...PLAIN, 'networks/storage', 'networks/download'], types: COMPUTING },
  photo: { uses: PLAIN, types: ['engine/page'] },
  canvas: { uses: PLAIN, types: ['export', ...COMPUTING] },
  export: { uses: [...PLAIN, 'canvas'], types: COMPUTING },
  sweep: { uses: PLAIN, types: COMPUTING },
  shelf: { uses: [...PLAIN, 'networks/storage', 'export'], types: COMPUTING },
  automation: { uses: BELOW_PAGE, types: COMPUTING },
  page: { uses: BELOW_PAGE, types: COMPUTING },
  ui: { uses: PLAIN, types: COMPUTING },
  panels: { uses: [...BELOW_PAGE, 'page', 'ui'], types: COMPUTING },
  features: { uses: [...BELOW_PAGE, 'page', 'ui', 'panels'], types: COMPUTING, apart: true },
  shell: { uses: [...BELOW_PAGE, 'page', 'ui', 'panels', 'features'], types: COMPUTING },
  // The composition root, which joins them all.
  '.': { uses: [...BELOW_PAGE, 'automation', 'page', 'ui', 'panels', 'features', 'shell'] },
};

const without = (files, group, message, types = false) => ({
  files: files.map((folder) => `src/${folder}/**`),
  rules: { 'house/packages': ['error', { group, message, types }] },
});

const floorBlocks = [
  { files: ['src/**/*.{ts,tsx}'], rules: { 'house/floors': ['error', FLOORS] } },
  without(['words', 'core'], [...TFJS, ...PAGE, 'comlink'], 'Core is plain data and plain arithmetic.'),
  without(['tensors', 'networks', 'methods'], [...PAGE, 'comlink'], 'No React, no stores, no workers here.'),
  without(['engine/{protocol,worker,judge}'], PAGE, 'The engine knows no React and no stores.'),
  without(
    ['engine/page', 'photo', 'automation'],
    [...PAGE, ...TFJS],
    'No React, no stores, and of TF.js types alone.',
    true,
  ),
  without(
    ['canvas', 'export', 'page', 'ui', 'panels', 'features', 'shell'],
    TFJS,
    'Only threads that compute load TF.js.',
    true,
  ),
];

const NO_DATA_SYNC = [
  {
    selector: "MemberExpression[property.name='dataSync'], MemberExpression[property.name='arraySync']",
    message: 'It stops the thread until the GPU is done: await data().',
  },
];
const NO_CLOCK = [
  { object: 'Math', property: 'random', message: 'Take the seeded random of the run.' },
  { object: 'Date', property: 'now', message: 'Take `now` from the engine.' },
  { object: 'performance', property: 'now', message: 'Take `now` from the engine.' },
];

/** What is written for programs, or is a list of names. */
const NO_WORDS = [
  'src/**/*-web{gl,gpu}.ts',
  'src/core/{maps/colour-maps,records/export-recipes}.ts',
  'src/engine/worker/{backends/used-kernels,networks/measuring-network}.ts',
  'src/features/fooling-meaning/view/literature.ts',
  'src/features/training-data/export/readme-text.ts',
  'src/networks/{exporters/**,kernels/**,graph/imagenet-classes.ts,importers/preprocessing/known-backbones.ts}',
  'src/networks/importers/onnx/onnx-fused-nodes.ts',
  'src/networks/importers/onnx/onnx-quantised-nodes.ts',
  'src/networks/files/torch-checkpoint.ts',
  'src/page/photo/{samples,sample-photographs,two-objects}.ts',
];

/** A parser for files of which only the name matters. */
const unread = {
  meta: { name: 'unread' },
  parse: () => ({
    type: 'Program',
    body: [],
    tokens: [],
    comments: [],
    sourceType: 'module',
    range: [0, 0],
    loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } },
  }),
};
const VAGUE_NAMES = /(^|[-/.])(utils?|helpers?|common|manager|misc)(?=[-.])/i;
/** A file is called after what it holds. */
const houseRules = {
  rules: {
    'curly-quotes': curlyQuotes,
    floors,
    packages,
    said,
    'text-of-its-own': textOfItsOwn,
    'no-vague-file-name': {
      create: (context) => ({
        Program(node) {
          const name = context.filename.split(/[\\/]/).pop();
          if (VAGUE_NAMES.test(name))
            context.report({ node, message: `"${name}" says nothing: name the file after what it holds.` });
        },
      }),
    },
  },
};

export default defineConfig([
  {
    ignores: [
      'dist',
      'node_modules',
      'test-results',
      'playwright-report',
      'tests/.generated',
      '**/*.as.ts',
      'models/training/**/*.py',
    ],
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: { parser: quickParser },
  },
  // Of what is not the page's own only the names are looked at here, for which nothing needs to be read.
  { files: ['**/*.ts'], ignores: ['src/**'], languageOptions: { parser: unread } },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...NO_DATA_SYNC],
    },
  },
  {
    files: ['src/{core,tensors,networks,methods}/**'],
    rules: { 'no-restricted-properties': ['error', ...NO_CLOCK] },
  },
  {
    files: ['**/*.{js,ts,tsx}'],
    plugins: { house: houseRules },
    rules: { 'house/no-vague-file-name': 'error' },
  },
  ...floorBlocks,
  {
    files: ['src/{ui,panels,features,shell}/**/*.tsx'],
    rules: { 'house/text-of-its-own': ['error', join(import.meta.dirname, 'src/tsconfig.json')] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    // Code to be copied, and HTML to be written, have the quotes of their languages.
    ignores: ['src/core/records/export-recipes.ts', 'src/features/compare/export/table-html.ts'],
    rules: { 'house/curly-quotes': 'error' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: NO_WORDS,
    rules: { 'house/said': 'error' },
  },
]);
