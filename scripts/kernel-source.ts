import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

// Reads an AssemblyScript source, whose syntax is TypeScript's, for what code on the other side must agree with.

/** A source, with all that it imports. */
export interface KernelSource {
  readonly files: readonly ts.SourceFile[];
  /** The functions that the module exports, those of its parts in their order. */
  readonly kernels: readonly ts.FunctionDeclaration[];
}

/** Reads a source and what it takes from files beside it. What it exports itself, or passes on, are its kernels. */
export function readKernels(path: string): KernelSource {
  const files = new Map<string, ts.SourceFile>();
  const read = (at: string): ts.SourceFile => {
    const known = files.get(at);
    if (known) return known;
    const file = ts.createSourceFile(at, readFileSync(at, 'utf8'), ts.ScriptTarget.Latest, true);
    files.set(at, file);
    for (const { from } of connections(file)) read(from);
    return file;
  };
  const entry = read(path);
  const passedOn = connections(entry).flatMap(({ from, names }) =>
    functionsOf(read(from)).filter(({ name }) => names.includes(name?.text ?? '')),
  );
  return { files: [...files.values()], kernels: [...functionsOf(entry), ...passedOn] };
}

/** From which files one takes something, and under which names it passes it on. */
function connections(file: ts.SourceFile): { readonly from: string; readonly names: readonly string[] }[] {
  return file.statements.flatMap((statement) => {
    const passes = ts.isExportDeclaration(statement);
    if (!passes && !ts.isImportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const clause = passes ? statement.exportClause : undefined;
    const names = clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
    return [{ from: join(dirname(file.fileName), `${moduleSpecifier.text}.ts`), names }];
  });
}

/** The value of a constant of a source. Throws where it has no such number. */
export function numberOf({ files }: KernelSource, name: string): number {
  for (const statement of files.flatMap(({ statements }) => [...statements])) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: given, initializer } of statement.declarationList.declarations) {
      if (given.getText() !== name || !initializer || !ts.isNumericLiteral(initializer)) continue;
      return Number(initializer.text);
    }
  }
  throw new Error(`There is no constant ${name} that is a number.`);
}

/** The kernels of a source as members of an interface, with what is said of each. */
export function kernelInterface({ kernels }: KernelSource): string {
  return kernels
    .map((kernel) => {
      const comment = ts
        .getJSDocCommentsAndTags(kernel)
        .map((each) => each.getText())
        .join('\n');
      const parameters = kernel.parameters.map(({ name }) => `${name.getText()}: number`);
      const result = kernel.type?.getText() === 'void' ? 'void' : 'number';
      return `${comment}\nreadonly ${kernel.name?.text ?? ''}: (${parameters.join(', ')}) => ${result};`;
    })
    .join('\n');
}

/**
 * What a kernel takes that threads share, as the text of an object: `types`, value by value, `i` for a whole number or an
 * address and `f` for a float32, without the part it is to do; and whether it is told its `thread`. Throws where it takes no part.
 */
export function sharedKernel({ kernels }: KernelSource, name: string): string {
  const kernel = kernels.find((each) => each.name?.text === name);
  if (!kernel) throw new Error(`There is no kernel ${name}.`);
  const names = kernel.parameters.map((parameter) => parameter.name.getText());
  const thread = names.at(-1) === 'thread';
  const last = thread ? ['from', 'to', 'thread'] : ['from', 'to'];
  if (names.slice(-last.length).join() !== last.join()) throw new Error(`${name} takes no part from–to.`);
  const values = kernel.parameters.slice(0, -last.length);
  const types = values.map(({ type }) => letterOf(type?.getText() ?? '')).join('');
  return `{ types: '${types}', thread: ${String(thread)} }`;
}

const LETTERS: Readonly<Record<string, string>> = { usize: 'i', u32: 'i', i32: 'i', bool: 'i', f32: 'f' };

function letterOf(type: string): string {
  const letter = LETTERS[type];
  if (letter === undefined) throw new Error(`A kernel cannot be handed a value of type “${type}”.`);
  return letter;
}

function functionsOf(file: ts.SourceFile): ts.FunctionDeclaration[] {
  return file.statements
    .filter((statement) => ts.isFunctionDeclaration(statement))
    .filter(({ modifiers = [] }) => modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
}
