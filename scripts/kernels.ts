import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { kernelInterface, kernelTypes, numberOf } from './kernel-source';

// Compiles the kernels' sources, src/networks/kernels/**/*.as.ts, and writes beside each what the page needs of it: its few
// bytes, so that they come without another request, and its functions' types and numbers, so that no one copies them by eye.
// With `--check` it writes nothing, and fails where what is there is not, byte for byte, what it would write.

/** The compiler, as far as it is used here. Its own types would change JavaScript's for all of this project. */
interface Compiler {
  readonly main: (
    args: readonly string[],
    options: { readonly writeFile: (name: string, contents: Uint8Array | string) => void },
  ) => Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
}
const COMPILER: string = 'assemblyscript/asc';
const asc = (await import(COMPILER)) as Compiler;

const FOLDER = 'src/networks/kernels';
const OPTIONS = ['--importMemory', '--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd'];
// A shared memory's maximum is a part of its type: this is the backend's, which is all there is.
const SHARED = ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'];
const RELAXED = ['--enable', 'relaxed-simd'];

interface Kernels {
  /** Path within the folder, less `.as.ts`. */
  readonly source: string;
  /** What the module is called in the page's code. */
  readonly name: string;
  /** Constants of the source that the page's code needs too. */
  readonly numbers?: readonly string[];
  /** Functions whose arguments threads hand to each other. */
  readonly handed?: readonly string[];
  /** Options of each build, the fastest first; a browser takes the first that it can run. */
  readonly builds?: readonly (readonly string[])[];
}

const MODULES: readonly Kernels[] = [
  {
    source: 'convolution/convolution',
    name: 'convolution',
    numbers: ['BYTES', 'PANEL', 'TILE', 'PLANES'],
    handed: ['convolve', 'convolve3x3'],
    builds: [RELAXED, []],
  },
  { source: 'convolution/interleave', name: 'interleave' },
  {
    source: 'grouped-convolution/grouped-convolution',
    name: 'groupedConvolution',
    numbers: ['BYTES', 'PANEL', 'TILE'],
    handed: ['convolveGroups'],
    builds: [RELAXED, []],
  },
  { source: 'dense/dense-product', name: 'denseProduct', numbers: ['BYTES', 'MIDDLE'] },
  { source: 'max-pool/max-pool-gradient', name: 'maxPoolGradient' },
  { source: 'noise/normal-noise', name: 'normalNoise', numbers: ['STATE', 'DOUBT'] },
  {
    source: 'picture/picture',
    name: 'picture',
    numbers: ['BYTES', 'ADD', 'SUBTRACT', 'MULTIPLY', 'DIVIDE', 'AT_LEAST', 'AT_MOST', 'FLOOR', 'STEP'],
  },
  {
    source: 'rectifier/rectifier-gradient',
    name: 'rectifierGradient',
    numbers: ['GUIDED', 'DECONVNET'],
  },
];

async function compile(path: string, options: readonly string[]): Promise<string> {
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
async function generated({ source, name, numbers = [], handed = [], builds = [[]] }: Kernels) {
  const path = `${FOLDER}/${source}.as.ts`;
  const text = readFileSync(path, 'utf8');
  const file = source.split('/').at(-1) ?? source;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Kernels`;
  const codes: string[] = [];
  for (const options of builds) {
    const plain = await compile(path, options);
    const shared = await compile(path, [...options, ...SHARED]);
    codes.push(`{ plain: '${plain}', shared: '${shared}' }`);
  }
  const constants = numbers.map((each) => `export const ${each} = ${numberOf(text, each)};`).join('\n');
  const types = handed.map((each) => `${each}: '${kernelTypes(text, each)}',`).join('\n');
  const table =
    handed.length > 0
      ? `/** What some take, value by value: \`i\` for a whole number or an address, \`f\` for a float32. */
         export const PARAMETER_TYPES = { ${types} } as const;`
      : '';
  return `
    // Written by \`npm run kernels\` from ${file}.as.ts: change that file, and run it.

    import { wasmModule } from '../wasm-module';

    ${constants}

    ${table}

    /** The functions of ${file}.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
    export interface ${type} {
      ${kernelInterface(text)}
    }

    /** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
    export const ${name}Module = wasmModule<${type}>('${name}', [${codes.join(', ')}]);
  `;
}

const check = process.argv.includes('--check');
for (const module of MODULES) {
  const target = `${FOLDER}/${module.source}-wasm-code.ts`;
  const options = (await resolveConfig(target)) ?? {};
  const text = await format(await generated(module), { ...options, parser: 'typescript' });
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : null;
  if (!check) {
    writeFileSync(target, text);
    console.log(`${target}: ${text.length} characters${committed === text ? ', as it was' : ''}.`);
  } else if (committed !== text) {
    console.error(`${target} is not what ${module.source}.as.ts compiles to: run \`npm run kernels\`.`);
    process.exitCode = 1;
  }
}
if (check && process.exitCode === undefined)
  console.log(`${MODULES.length} kernels are what they compile to.`);
