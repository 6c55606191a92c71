import type { Plugin } from 'vite';

/** d3's colour schemes, each made by calls. */
const SCHEME = /^var (\S+) = (new Array\(3\)\.concat\([^)]*\)\.map\(colors\)|[\w$]+\(.*\))([;,])$/gm;

/** Says of each scheme that making it has no effect, so that a bundler leaves out those that nobody asks for. */
export function withPureSchemes(code: string): string {
  return code.replace(SCHEME, 'var $1 = /* @__PURE__ */ (() => $2)()$3');
}

/** Vite plugin: brings d3's colour schemes one by one; as they come, one brings all. */
export function coloursPlugin(): Plugin {
  return {
    name: 'lucarne-colours',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) =>
      /d3-scale-chromatic\/dist\/.*\.mjs$/.test(id) ? { code: withPureSchemes(code), map: null } : null,
  };
}
