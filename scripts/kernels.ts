import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, type FormatConfig } from 'oxfmt';
import { kernelInterface, numberOf, readKernels, sharedKernel } from './kernel-source';

// Compiles the kernels' sources, src/networks/kernels/**/*.as.ts, and writes beside each what the page needs of it: its few
// bytes, so that they come without another request, and its functions' types and numbers, so that no one copies them by eye.
// With `--check` it compiles and writes nothing, and fails where a file was not written from what its source is now, by the
// compiler and the options of now, or was changed since: its second line is a digest of all that.

/** The compiler, as far as it is used here. Its own types would change JavaScript's for all of this project. */
interface Compiler {
  readonly main: (
    args: readonly string[],
    options: { readonly writeFile: (name: string, contents: Uint8Array | string) => void },
  ) => Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
}
const COMPILER: string = 'assemblyscript/asc';
const { version } = JSON.parse(readFileSync('node_modules/assemblyscript/package.json', 'utf8')) as {
  readonly version: string;
};

const FOLDER = 'src/networks/kernels';
const OPTIONS = ['--importMemory', '--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd'];
// A shared memory's maximum is a part of its type: this is the backend's, which is all there is.
const THREADS = ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'];
const RELAXED = ['--enable', 'relaxed-simd'];
const COMPACT = ['--optimizeLevel', '3', '--shrinkLevel', '1'];

interface Kernels {
  /** Path within the folder, less `.as.ts`. */
  readonly source: string;
  /** What the module is called in the page's code. */
  readonly name: string;
  /** Constants of the source that the page's code needs too. */
  readonly numbers?: readonly string[];
  /** Functions that threads share: they take from which part to which they are to do, and may be told by which thread. */
  readonly shared?: readonly string[];
  /** Not written out at each place that calls it: code that much is made of at once, and where a call costs little beside the work. */
  readonly compact?: true;
  /** Options of each build, the fastest first; a browser takes the first that it can run. */
  readonly builds?: readonly (readonly string[])[];
}

const MODULES: readonly Kernels[] = [
  {
    source: 'activation/activation',
    name: 'activation',
    numbers: [
      'BLOCK',
      'SIGMOID',
      'SILU',
      'HARD_SIGMOID',
      'HARD_SWISH',
      'TANH',
      'SOFTPLUS',
      'MISH',
      'LEAKY_RELU',
      'ELU',
      'GELU',
      'GELU_TANH',
      'CLIP',
      'SOFTSIGN',
      'ERF',
    ],
    shared: ['activate', 'activationGradient'],
  },
  {
    source: 'channels/channels',
    name: 'channels',
    numbers: ['CHANNELS'],
    shared: ['scaleRows', 'spreadRows', 'sumRows'],
    compact: true,
  },
  {
    source: 'convolution/convolution',
    name: 'convolution',
    numbers: ['BYTES', 'PANEL', 'TILE', 'PLANES', 'EDGE', 'PLANES_4', 'GAP', 'LAYER'],
    shared: [
      'convolve',
      'convolve3x3',
      'transformPanels4x4',
      'transformBlocks4x4',
      'convolveBlocks4x4',
      'convolvePanels4x4',
      'convolveGroups',
    ],
    builds: [RELAXED, []],
  },
  { source: 'convolution/interleave', name: 'interleave' },
  {
    source: 'dense/dense-product',
    name: 'denseProduct',
    numbers: ['BYTES', 'MIDDLE', 'PART'],
    shared: ['denseForward', 'denseGradient', 'denseForward8', 'denseGradient8'],
  },
  {
    source: 'depthwise/depthwise-gradient',
    name: 'depthwiseGradient',
    numbers: ['TAP'],
    shared: ['depthwiseGradient'],
    builds: [RELAXED, []],
  },
  {
    source: 'max-pool/max-pool-gradient',
    name: 'maxPoolGradient',
    shared: ['maxPoolGradient'],
  },
  { source: 'moments/running-moments', name: 'runningMoments' },
  {
    source: 'noise/normal-noise',
    name: 'normalNoise',
    numbers: ['BYTES', 'STATE', 'DOUBT'],
    shared: ['addNormals'],
  },
  { source: 'normalised-step/normalised-step', name: 'normalisedStep' },
  { source: 'picture/wasm/ball', name: 'ball' },
  {
    source: 'picture/wasm/picture',
    name: 'picture',
    numbers: ['BYTES', 'ADD', 'SUBTRACT', 'MULTIPLY', 'DIVIDE', 'AT_LEAST', 'AT_MOST', 'FLOOR', 'STEP'],
  },
  {
    source: 'product/product',
    name: 'product',
    numbers: ['BYTES', 'PANEL', 'ROWS'],
    shared: ['packPanels', 'multiplyPanels'],
    builds: [RELAXED, []],
  },
  {
    source: 'rows/rows',
    name: 'rows',
    shared: ['layerNorm', 'layerNormGradient', 'softmax', 'softmaxGradient'],
    compact: true,
  },
  {
    source: 'rectifier/rectifier-gradient',
    name: 'rectifierGradient',
    numbers: ['GUIDED', 'DECONVNET'],
    shared: ['rectifierGradient'],
  },
];

async function compile(path: string, options: readonly string[]): Promise<string> {
  const asc = (await import(COMPILER)) as Compiler;
  let code: Uint8Array | string = '';
  const { error, stderr } = await asc.main([path, '--outFile', 'kernel.wasm', ...OPTIONS, ...options], {
    writeFile: (_, contents) => {
      code = contents;
    },
  });
  if (error) throw new Error(`${path} does not compile.\n${stderr.toString()}`, { cause: error });
  return Buffer.from(code).toString('base64');
}

/** The text of what stands beside a source. */
async function generated({ source, name, numbers = [], shared = [], compact, builds = [[]] }: Kernels) {
  const path = `${FOLDER}/${source}.as.ts`;
  const kernels = readKernels(path);
  const file = source.split('/').at(-1) ?? source;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Kernels`;
  const codes: string[] = [];
  for (const build of builds) {
    const options = compact ? [...COMPACT, ...build] : build;
    const plain = await compile(path, options);
    const forThreads = await compile(path, [...options, ...THREADS]);
    codes.push(`{ plain: atob('${plain}'), shared: atob('${forThreads}') }`);
  }
  const constants = numbers.map((each) => `export const ${each} = ${numberOf(kernels, each)};`).join('\n');
  const entries = shared.map((each) => `${each}: ${sharedKernel(kernels, each)},`).join('\n');
  const table =
    shared.length > 0
      ? `/**
          * Those that threads share: what they take, value by value, \`i\` for a whole number or an address and \`f\` for a float32,
          * before the part that they are to do; and whether they are told by which thread.
          */
         export const SHARED = { ${entries} } as const;`
      : '';
  return `
    // Written by \`npm run kernels\` from ${file}.as.ts: change that file, and run it.

    import { wasmModule } from '${'../'.repeat(source.split('/').length - 1)}wasm-module';

    ${constants}

    ${table}

    /** The functions of ${file}.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
    export interface ${type} {
      ${kernelInterface(kernels)}
    }

    /** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
    export const ${name}Module = /* @__PURE__ */ wasmModule<${type}>('${name}', [${codes.join(', ')}]);
  `;
}

/** The house's own formatting, less what names files. */
const { ignorePatterns: _, ...STYLE } = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8')) as FormatConfig & {
  readonly ignorePatterns: unknown;
};

/** What tells whether `text` was written from what is there now, as the second line of the file. */
function digestLine(module: Kernels, text: string): string {
  const { files } = readKernels(`${FOLDER}/${module.source}.as.ts`);
  const sources = files.map((file) => file.text.replaceAll('\r\n', '\n'));
  const all = JSON.stringify([version, OPTIONS, THREADS, STYLE, module, sources, text]);
  return `// Digest of the sources, the options and what follows: ${createHash('sha256').update(all).digest('hex').slice(0, 32)}`;
}

/** What stands beside a source, without its second line; nothing where there is no such file. */
function withoutDigest(target: string): { readonly digest: string; readonly text: string } | null {
  if (!existsSync(target)) return null;
  const [first = '', digest = '', ...rest] = readFileSync(target, 'utf8').split(/\r?\n/);
  return { digest, text: [first, ...rest].join('\n') };
}

async function write(module: Kernels, target: string): Promise<void> {
  const { code: text, errors } = await format(target, await generated(module), STYLE);
  for (const { message } of errors) throw new Error(`${target}: ${message}`);
  const before = withoutDigest(target)?.text;
  const [first = '', ...rest] = text.split('\n');
  writeFileSync(target, [first, digestLine(module, text), ...rest].join('\n'));
  console.log(`${target}: ${text.length} characters${before === text ? ', as it was' : ''}.`);
}

const check = process.argv.includes('--check');
for (const module of MODULES) {
  const target = `${FOLDER}/${module.source}-wasm-code.ts`;
  if (!check) {
    await write(module, target);
    continue;
  }
  const there = withoutDigest(target);
  if (there?.digest === digestLine(module, there?.text ?? '')) continue;
  console.error(
    `${target} was not written from ${module.source}.as.ts as it is now: run \`npm run kernels\`.`,
  );
  process.exitCode = 1;
}
if (check && process.exitCode === undefined)
  console.log(`${MODULES.length} kernels are what they were compiled to.`);
