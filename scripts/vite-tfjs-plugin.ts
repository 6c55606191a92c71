import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { withCuts } from './tfjs-cuts.ts';
import { fileWithUsedKernels } from './wasm-kernels.ts';
import { USED_KERNELS } from '../src/engine/worker/backends/used-kernels.ts';

const REGISTRATION = /tfjs-backend-\w+\/dist\/register_all_kernels\.js$/;
/** What reads and writes model files, and counts in 64 bits to hash strings, does nothing on import that the lab needs. */
const NEEDLESS = /(tfjs-core\/dist\/(io\/\w+|hash_util)|node_modules\/long\/.*)\.js$/;
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

/**
 * Vite plugin: leaves out of a build what the engine never calls of TF.js: most of its kernels, in JavaScript and in WASM, and what
 * comes with it on import alone. A kernel that is missing for once is computed in plain JavaScript where it is one of those used, and a test says which are.
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
      const cut = withCuts(code, id);
      if (NEEDLESS.test(id)) return { code: cut ?? code, map: null, moduleSideEffects: false };
      return cut === null ? null : { code: cut, map: null };
    },
  };
}
