import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import { curlyQuotes } from '../../../scripts/house-rules/curly-quotes.js';
import { quickParser } from '../../../scripts/house-rules/quick-parser.js';
import { said } from '../../../scripts/house-rules/said.js';
import { textOfItsOwn } from '../../../scripts/house-rules/text-of-its-own.js';

/** A line of JSX, and what the rule finds in it. */
const CASES: readonly (readonly [jsx: string, found: readonly string[]])[] = [
  ['<p>{on ? "yes" : ""}</p>', []],
  ['<p>{`Step ${n} of 9`}</p>', []],
  ['<p>Drop an <b>.onnx</b> file</p>', []],
  ['<p>Drop it {on && <b>now</b>}</p>', []],
  ['<p>{on && <b>{name}</b>} <i>{n}</i></p>', []],
  ['<p>{on && <b>a</b>} <i>b</i> then</p>', []],
  ["<>{on && <b>a</b>}{' '}<i>{n}</i></>", []],
  ['<p>Step {n}</p>', ['changing']],
  ['<p><b>a</b>{on ? "yes" : ""}</p>', ['changing']],
  ['<p><b>a</b>{on && "yes"}</p>', ['changing']],
  ['<p>{name}<b>a</b></p>', ['changing']],
  ['<p>{on && <b>a</b>} then</p>', ['behind']],
  ['<>text <b>a</b></>', ['fragment']],
];

const HEAD =
  'declare const on: boolean; declare const n: number; declare const name: string | null; ' +
  'declare namespace JSX { interface Element { type: 1 } interface IntrinsicElements { [name: string]: {} } }';

/** What the rule finds in a file with these lines, alone in a project without React's types or the browser's. */
function textFoundIn(text: string): Linter.LintMessage[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rules-')));
  try {
    const [config, file] = [join(folder, 'tsconfig.json'), join(folder, 'cases.tsx')];
    const compilerOptions = { jsx: 'preserve', noLib: true, strict: true, types: [] };
    writeFileSync(config, JSON.stringify({ compilerOptions, files: ['cases.tsx'] }));
    writeFileSync(file, text);
    return new Linter({ cwd: folder }).verify(
      text,
      {
        files: ['**/*.tsx'],
        languageOptions: { parser: quickParser },
        plugins: { house: { rules: { 'text-of-its-own': textOfItsOwn } } },
        rules: { 'house/text-of-its-own': ['error', config] },
      },
      file,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('finds the text that a translated page would lose or fall over, and no other', () => {
  const messages = textFoundIn([HEAD, ...CASES.map(([jsx], i) => `const case${i} = ${jsx};`)].join('\n'));
  const found = CASES.map(([jsx], i) => [
    jsx,
    messages.filter(({ line }) => line === i + 2).map(({ messageId }) => messageId),
  ]);
  expect(found).toEqual(CASES);
});

it('a fault is told by its line and column, and so is a syntax that cannot be read', () => {
  const [found] = textFoundIn(`${HEAD}\nconst a = '🧭'; const b = <p>Step {n}</p>;`);
  expect(found).toMatchObject({ line: 2, column: 35, endColumn: 38 });
  const [fatal] = textFoundIn(`${HEAD}\nconst a = ;`);
  expect(fatal).toMatchObject({ fatal: true, line: 2, column: 11 });
});

it.each([
  ['const a = `There is no method “${id}” here.`;', 0],
  ["const a = 'The network’s own size.';", 0],
  ['const a = document.querySelector(\'[aria-label="Run it"]\');', 0],
  ['const a = \'As Pillow’s convert("RGB") does it.\';', 0],
  ['const a = `There is no method "${id}" here.`;', 1],
  ['const a = "The network\'s own size.";', 1],
])('curly quotes: %s', (code, found) => {
  const messages = new Linter().verify(code, {
    plugins: { house: { rules: { 'curly-quotes': curlyQuotes } } },
    rules: { 'house/curly-quotes': 'error' },
  });
  expect(messages).toHaveLength(found);
});

it.each([
  ["const a = say('The run goes on here.');", 0],
  ["const a = () => phrase('The run goes on here.', { b });", 0],
  ['const a = <Said text="Read <0>this paper</0>." parts={[]} />;', 0],
  ['const a = <div className="panel Wide one" role="Region of it" />;', 0],
  ["console.warn('The run goes on here.'); throw new Error('No such thing here.');", 0],
  ["const a: 'The Run it is' = b === 'The Run it is' ? c : d;", 0],
  ["const a = b['The run']; import c from 'The run of it';", 0],
  ["const a = 'control control-inline'; const d = `${b} ${c}`;", 0],
  ["const a = 'Language';", 0],
  ["const a = 'The run goes on here.';", 1],
  ['const a = `At step ${b} of ${c}`;', 1],
  ['const a = <p>Stopped</p>;', 1],
  ['const a = <p title="The run goes on">{b}</p>;', 1],
  ["const a = new LabError('busy', 'The run goes on.', 'Wait for it.');", 2],
])('what is said: %s', (code, found) => {
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.tsx'],
      languageOptions: { parser: quickParser },
      plugins: { house: { rules: { said } } },
      rules: { 'house/said': 'error' },
    },
    'x.tsx',
  );
  expect(messages).toHaveLength(found);
});
