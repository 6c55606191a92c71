import { parseSync } from 'vite';

// TypeScript's syntax for ESLint, read by the parser that builds the page: typescript-eslint's takes eight times as long, and no rule
// of this house asks for tokens or scopes.

/** Names of the properties that lead from a node of a type to those below it, as far as they have been met. */
const visitorKeys = {};

/** Where in its lines a place of a text is. */
function placesOf(text) {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) starts.push(index + end.length);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] };
  };
}

/** Gives a node and all below it their lines and columns, and remembers what lies below what. */
function locate(node, placeOf) {
  node.loc = { start: placeOf(node.start), end: placeOf(node.end) };
  const keys = (visitorKeys[node.type] ??= []);
  for (const key in node) {
    const value = node[key];
    if (typeof value !== 'object' || value === null || key === 'loc') continue;
    const below = (Array.isArray(value) ? value : [value]).filter((child) => typeof child?.type === 'string');
    if (below.length === 0) continue;
    if (!keys.includes(key)) keys.push(key);
    for (const child of below) locate(child, placeOf);
  }
}

/** A parser for ESLint. Throws the first error of a file's syntax. */
export const quickParser = {
  meta: { name: 'quick' },
  parseForESLint(text, { filePath }) {
    const { program, comments, errors } = parseSync(filePath, text, { astType: 'ts', range: true });
    const placeOf = placesOf(text);
    const [error] = errors;
    if (error) {
      const { line, column } = placeOf(error.labels[0]?.start ?? 0);
      throw Object.assign(new SyntaxError(error.message), { lineNumber: line, column: column + 1 });
    }
    locate(program, placeOf);
    for (const comment of comments) {
      comment.range = [comment.start, comment.end];
      comment.loc = { start: placeOf(comment.start), end: placeOf(comment.end) };
    }
    return { ast: Object.assign(program, { comments, tokens: [] }), visitorKeys };
  },
};
