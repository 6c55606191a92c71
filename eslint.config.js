import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { curlyQuotes } from './scripts/house-rules/curly-quotes.js';
import { textOfItsOwn } from './scripts/house-rules/text-of-its-own.js';

// The floors of the house (docs/architecture.md): imports go down only. FLOORS says which files must not import what.

const TFJS = ['@tensorflow/*', '@tensorflow-models/*'];
const PAGE = ['react', 'react/*', 'react-dom', 'react-dom/*', 'zustand', 'zustand/*', '@mantine/*'];

/** Files of lower floors that import no TF.js and may be used from the page, each as plain data or plain arithmetic. */
export const PURE = {
  core: [
    'abort',
    'adjust-picture',
    'answers',
    'area-under-curve',
    'byte-distance',
    'byte-pictures',
    'class-list',
    'colour-maps',
    'cosine',
    'decoding',
    'deletion-order',
    'difference',
    'edge-map',
    'export-recipes',
    'file-format',
    'fit-plan',
    'frame',
    'gaussian-taps',
    'imagenet-colours',
    'lab-error',
    'localisation/box',
    'localisation/locate',
    'map-statistics',
    'object-valley',
    'plain-name',
    'random',
    'rank-correlation',
    'recipe',
    'seeded-random',
    'softmax',
    'straight-line',
    'structural-similarity',
    'text-encoding',
  ],
  methods: ['catalog', 'draws-at-random', 'params', 'resolve-params'],
};

/** Regular expressions over relative import paths: any file of some floors, or any of one floor save the named ones. */
const BELOW = '^\\.{1,2}/(?:.+/)?';
const anyFileOf = (...floors) => `${BELOW}(?:${floors.join('|')})/`;
const allBut = (floor, files) => `${BELOW}${floor}/(?!(?:${files.join('|')})(?:\\.[jt]s)?$)`;

const forbid = (regex, message, allowTypeImports = false) => ({ regex, message, allowTypeImports });
const packages = (group, message, allowTypeImports = false) => ({ group, message, allowTypeImports });

const noPage = packages([...PAGE, 'comlink'], 'This floor knows neither React, stores nor workers.');

const noEngineInside = forbid(
  `${BELOW}engine/(?:worker|engine|backend)(?:\\.[jt]s)?$`,
  'The page speaks to the client, never to the engine itself.',
  true,
);
/** What every floor above the engine may know of those below it: types, and the files in PURE. */
const FROM_ABOVE = [
  forbid(allBut('core', PURE.core), 'From core: types, and the files in PURE.', true),
  forbid(anyFileOf('networks'), 'From networks: types.', true),
  forbid(allBut('methods', PURE.methods), 'From methods: types, and the files in PURE.', true),
  packages(TFJS, 'Only the engine and the floors below it know TF.js.', true),
];

const FLOORS = [
  {
    files: ['src/core/**'],
    patterns: [
      forbid(
        anyFileOf('networks', 'methods', 'engine', 'stores', 'canvas', 'export', 'ui'),
        'Core is floor 1.',
      ),
      noPage,
    ],
  },
  {
    files: ['src/networks/**'],
    patterns: [
      forbid(anyFileOf('methods', 'engine', 'stores', 'canvas', 'export', 'ui'), 'Networks are floor 2.'),
      noPage,
    ],
  },
  {
    files: ['src/methods/**'],
    patterns: [
      forbid(anyFileOf('engine', 'stores', 'canvas', 'export', 'ui'), 'Methods are floor 3.'),
      noPage,
    ],
  },
  {
    files: ['src/engine/**'],
    patterns: [
      forbid(anyFileOf('stores', 'canvas', 'export', 'ui'), 'The engine is floor 4.'),
      packages(PAGE, 'The engine knows no React and no stores.'),
    ],
  },
  {
    files: ['src/stores/**', 'src/canvas/**', 'src/export/**'],
    patterns: [
      forbid(anyFileOf('ui'), 'Stores, canvas and export are floor 5.'),
      noEngineInside,
      ...FROM_ABOVE,
    ],
  },
  {
    files: ['src/ui/**'],
    patterns: [
      forbid(
        allBut('engine', ['protocol']),
        'From the engine: types and protocol; the client comes from the stores.',
        true,
      ),
      ...FROM_ABOVE,
    ],
  },
  // The front door, which joins the floors.
  { files: ['src/*.{ts,tsx}'], patterns: [noEngineInside, ...FROM_ABOVE] },
];

const floorBlocks = FLOORS.map(({ files, patterns }) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
}));

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

const VAGUE_NAMES = /(^|[-/.])(utils?|helpers?|common|manager|misc)(?=[-.])/i;
/** A file is called after what it holds. */
const houseRules = {
  rules: {
    'curly-quotes': curlyQuotes,
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

export default tseslint.config(
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
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An interface may promise a promise that this implementation has at once.
      '@typescript-eslint/require-await': 'off',
      // A number in a sentence is a number in a sentence.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => void store.set(x)` and `onClick={() => run()}` read better than a block.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict],
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...NO_DATA_SYNC],
    },
  },
  {
    files: ['src/{core,networks,methods}/**'],
    rules: { 'no-restricted-properties': ['error', ...NO_CLOCK] },
  },
  ...floorBlocks,
  {
    files: ['**/*.{js,ts,tsx}'],
    plugins: { house: houseRules },
    rules: { 'house/no-vague-file-name': 'error' },
  },
  {
    files: ['src/ui/**/*.tsx'],
    rules: { 'house/text-of-its-own': 'error' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    // Code to be copied, and HTML to be written, have the quotes of their languages.
    ignores: ['src/core/records/export-recipes.ts', 'src/features/compare/export/table-html.ts'],
    rules: { 'house/curly-quotes': 'error' },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      // A test says with `!` that an element is there, and fails where it is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['*.js', 'scripts/**', 'tests/**', 'bench/**', '*.config.ts'],
    languageOptions: { globals: globals.node },
  },
);
