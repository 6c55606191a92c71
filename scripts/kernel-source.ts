import ts from 'typescript';

// Reads an AssemblyScript source, whose syntax is TypeScript's, for what code on the other side must agree with.

const parsed = (text: string): ts.SourceFile =>
  ts.createSourceFile('kernel.ts', text, ts.ScriptTarget.Latest, true);

/** The value of a constant of a source. Throws where it has no such number. */
export function numberOf(text: string, name: string): number {
  for (const statement of parsed(text).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: given, initializer } of statement.declarationList.declarations) {
      if (given.getText() !== name || !initializer || !ts.isNumericLiteral(initializer)) continue;
      return Number(initializer.text);
    }
  }
  throw new Error(`There is no constant ${name} that is a number.`);
}

/** The functions of a source as members of an interface, with what is said of each. */
export function kernelInterface(text: string): string {
  return exported(text)
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

/** What a function of a source takes, value by value: `i` for a whole number or an address, `f` for a float32. */
export function kernelTypes(text: string, name: string): string {
  const kernel = exported(text).find((each) => each.name?.text === name);
  if (!kernel) throw new Error(`There is no kernel ${name}.`);
  return kernel.parameters.map(({ type }) => letterOf(type?.getText() ?? '')).join('');
}

const LETTERS: Readonly<Record<string, string>> = { usize: 'i', u32: 'i', i32: 'i', bool: 'i', f32: 'f' };

function letterOf(type: string): string {
  const letter = LETTERS[type];
  if (letter === undefined) throw new Error(`A kernel cannot be handed a value of type “${type}”.`);
  return letter;
}

function exported(text: string): ts.FunctionDeclaration[] {
  return parsed(text)
    .statements.filter((statement) => ts.isFunctionDeclaration(statement))
    .filter(({ modifiers = [] }) => modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
}
