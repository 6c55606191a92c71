import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { fileWithUsedKernels } from './wasm-kernels.ts';
import { USED_KERNELS } from '../src/engine/worker/backends/used-kernels.ts';

const REGISTRATION = /tfjs-backend-\w+\/dist\/register_all_kernels\.js$/;
const CORE_INDEX = /tfjs-core\/dist\/index\.js$/;
/** What reads and writes model files registers its places on import. */
const CORE_IO = /tfjs-core\/dist\/io\/\w+\.js$/;
/** TF.js's WASM binaries, as addresses. */
const BINARY = /^(@tensorflow\/tfjs-backend-wasm\/dist\/[\w-]+\.wasm)\?url$/;
/** Runs graph models of any make, so that it may need any of TF.js's kernels. */
const JUDGE = 'judge-worker.ts';

/** Files of TF.js's kernels that are not called as the kernel is. */
const KERNELS_BY_FILE: Readonly<Record<string, string>> = { BatchNorm: 'FusedBatchNorm', IsNaN: 'IsNan' };

/** A backend's list of all its kernels, cut down to those the lab uses. */
export function registeringUsed(code: string): string {
  const imports = [...code.matchAll(/^import \{ (\w+) \} from '\.\/kernels\/(\w+)';$/gm)];
  const unused = imports.filter(([, , file = '']) => !USED_KERNELS.includes(KERNELS_BY_FILE[file] ?? file));
  const names = new Set(unused.map(([, config]) => config));
  const isUsed = (line: string): boolean =>
    !names.has(/^(?:import \{ )?(\w+Config)\b/.exec(line.trim())?.[1]);
  return code.split('\n').filter(isUsed).join('\n');
}

/** TF.js's core without the optimisers, which train networks. */
export function withoutOptimisers(code: string): string {
  return code.replace(/^import \{ registerOptimizers \}.*$/m, '').replace('registerOptimizers();', '');
}

/**
 * Vite plugin: leaves out of a build what the engine never calls of TF.js: most of its kernels, in
 * JavaScript and in WASM, the optimisers, model files. A
 * kernel that is missing for once is computed in plain JavaScript where it is one of those used, and a test says which are.
 */
export function tfjsPlugin(): Plugin {
  let ofJudge = false;
  let folder = '';
  return {
    name: 'lucarne-tfjs',
    apply: 'build',
    enforce: 'pre',
    configResolved({ cacheDir }) {
      folder = cacheDir;
    },
    buildStart({ input }) {
      ofJudge = Object.values(input).some((file) => file.endsWith(JUDGE));
    },
    async resolveId(source) {
      const [, binary] = (!ofJudge && BINARY.exec(source)) || [];
      if (binary === undefined) return null;
      return `${await fileWithUsedKernels(createRequire(import.meta.url).resolve(binary), folder)}?url`;
    },
    transform(code, id) {
      if (ofJudge) return null;
      if (REGISTRATION.test(id)) return { code: registeringUsed(code), map: null };
      if (CORE_INDEX.test(id)) return { code: withoutOptimisers(code), map: null };
      if (CORE_IO.test(id)) return { code, map: null, moduleSideEffects: false };
      return null;
    },
  };
}
