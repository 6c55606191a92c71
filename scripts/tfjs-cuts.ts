/** A place in a file of TF.js's packages and what a build puts there. */
interface Cut {
  /** The end of the file's path. */
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** An Emscripten module of the WASM backend, imported where the backend comes to start it. */
const later = (name: string, module: string): Cut => ({
  file: 'tfjs-backend-wasm/dist/backend_wasm.js',
  from: `import * as ${name} from '../wasm-out/${module}.js';`,
  to: `const ${name} = async (config) => (await import('../wasm-out/${module}.js')).default(config);`,
});

const HASHING = 'tfjs-backend-cpu/dist/kernels/StringToHashBucketFast_impl.js';

/** What TF.js brings with it on import alone, though the lab asks for it late or never. */
export const CUTS: readonly Cut[] = [
  // What trains networks.
  { file: 'tfjs-core/dist/index.js', from: /^import \{ registerOptimizers \}.*$/m, to: '' },
  { file: 'tfjs-core/dist/index.js', from: 'registerOptimizers();', to: '' },
  // Where models could be kept.
  {
    file: 'tfjs-core/dist/platforms/platform_browser.js',
    from: /try \{\s*ModelStoreManagerRegistry[^}]*\}\s*catch \(err\) \{\s*\}/g,
    to: '',
  },
  // Hashes of strings, with numbers of 64 bits: one kernel's, which the lab does not use.
  { file: 'tfjs-core/dist/util.js', from: "export * from './hash_util';", to: '' },
  {
    file: HASHING,
    from: "import { util } from '@tensorflow/tfjs-core';",
    to: "import { util } from '@tensorflow/tfjs-core';\nimport { fingerPrint64 } from '@tensorflow/tfjs-core/dist/hash_util.js';",
  },
  { file: HASHING, from: 'util.fingerPrint64(', to: 'fingerPrint64(' },
  // Taken out of the whole namespace, one function brings all.
  {
    file: 'tfjs-backend-webgl/dist/shader_compiler.js',
    from: 'const { getBroadcastDims } = backend_util;',
    to: 'const getBroadcastDims = backend_util.getBroadcastDims;',
  },
  // One of the two starts; the one with threads by the lab itself.
  later('wasmFactoryThreadedSimd_import', 'tfjs-backend-wasm-threaded-simd'),
  later('wasmFactory_import', 'tfjs-backend-wasm'),
];

/** A file of TF.js as a build takes it; null where that is as it is. Throws where a place is not found in it. */
export function withCuts(code: string, path: string): string | null {
  const cuts = CUTS.filter(({ file }) => path.endsWith(file));
  if (cuts.length === 0) return null;
  return cuts.reduce((left, { file, from, to }) => {
    const cut = left.replace(from, to);
    if (cut === left) throw new Error(`${file} of TF.js has no ${String(from)} any more.`);
    return cut;
  }, code);
}
