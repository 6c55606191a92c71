import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';

/** How many checks of a stage passed, failed and were skipped. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Stage {
  readonly name: string;
  /** Path under node_modules of the tool's own entry, and its arguments. */
  readonly command: readonly string[];
  /** Where the stage leaves a JSON report of its tests, and how to count it; a stage without one is one check. */
  readonly report?: { readonly file: string; readonly count: (report: unknown) => Counts };
}

const UNIT_REPORT = 'test-results/unit.json';
const E2E_REPORT = 'test-results/e2e.json';

function countVitest(report: unknown): Counts {
  const r = report as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests',
    number
  >;
  return {
    passed: r.numPassedTests,
    failed: r.numFailedTests,
    skipped: r.numPendingTests + r.numTodoTests,
  };
}

function countPlaywright(report: unknown): Counts {
  const { stats } = report as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

const FORMAT: Stage = { name: 'format', command: ['oxfmt/bin/oxfmt', '--check'] };
const WORKER_TYPES: Stage = {
  name: 'types of the workers',
  command: ['typescript-native/bin/tsc', '-p', 'src/engine/worker'],
};
/** Types too, each file's by its own tsconfig.json: the program that the rules ask has been made by then. */
const LINT: Stage = { name: 'lint and types', command: ['oxlint/bin/oxlint', '--type-check'] };
const HOUSE_RULES: Stage = {
  name: 'house rules',
  command: ['eslint/bin/eslint.js', '.', '--max-warnings=0'],
};
const KERNELS: Stage = { name: 'kernels', command: ['tsx/dist/cli.mjs', 'scripts/kernels.ts', '--check'] };
const BUILD: Stage = { name: 'build', command: ['vite/bin/vite.js', 'build', '--logLevel', 'warn'] };
const UNIT: Stage = {
  name: 'unit',
  command: [
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${UNIT_REPORT}`,
  ],
  report: { file: UNIT_REPORT, count: countVitest },
};
const E2E: Stage = {
  name: 'e2e',
  command: ['tsx/dist/cli.mjs', 'scripts/e2e.ts'],
  report: { file: E2E_REPORT, count: countPlaywright },
};

/**
 * What runs after what: the lanes of a round side by side, the stages of a lane one after the other. The two lanes of the first
 * round take about as long; the tests fill two processors by themselves.
 */
const ROUNDS: readonly (readonly (readonly Stage[])[])[] = [
  [[LINT], [FORMAT, KERNELS, HOUSE_RULES, WORKER_TYPES, BUILD]],
  [[UNIT]],
  [[E2E]],
];

/** What a report says; nothing where the stage ended before it wrote one. */
function readCounts({ file, count }: NonNullable<Stage['report']>): Counts {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** Runs a tool and gives its exit code; its output is shown at once, or at its end where others run beside it. */
async function run([tool = '', ...args]: readonly string[], shown: boolean): Promise<number> {
  const child = spawn(process.execPath, [`node_modules/${tool}`, ...args], {
    // What is written in Go collects its garbage a quarter as often: a tenth of its time.
    env: { GOGC: '400', ...process.env },
    stdio: ['inherit', ...(shown ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => said.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  process.stdout.write(Buffer.concat(said));
  return code ?? 1;
}

async function countsOf({ command, report }: Stage, shown: boolean): Promise<Counts> {
  if (report) rmSync(report.file, { force: true });
  const code = await run(command, shown);
  if (!report) return { passed: Number(code === 0), failed: Number(code !== 0), skipped: 0 };
  const counts = readCounts(report);
  // A stage that ran nothing, or fell over outside any test, has failed whatever its report says.
  const broken = counts.passed + counts.failed === 0 || (code !== 0 && counts.failed === 0);
  return broken ? { ...counts, failed: 1 } : counts;
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

const began = performance.now();
const total = { passed: 0, failed: 0, skipped: 0 };

async function runStage(stage: Stage, shown: boolean): Promise<void> {
  if (shown) console.log(`\n== ${stage.name}`);
  const stageBegan = performance.now();
  const { passed, failed, skipped } = await countsOf(stage, shown);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  console.log(`== ${stage.name}: ${failed === 0 ? 'passed' : 'FAILED'} in ${seconds(stageBegan)}`);
}

for (const lanes of ROUNDS) {
  const shown = lanes.length === 1;
  if (!shown)
    console.log(
      `\n== ${lanes
        .flat()
        .map(({ name }) => name)
        .join(', ')}`,
    );
  const runLane = async (lane: readonly Stage[]): Promise<void> => {
    for (const stage of lane) await runStage(stage, shown);
  };
  await Promise.all(lanes.map(runLane));
  if (total.failed > 0) break;
}

console.log(`\nChecked in ${seconds(began)}.`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
