import { spawnSync } from 'node:child_process';
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

const STAGES: readonly Stage[] = [
  { name: 'format', command: ['prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'] },
  { name: 'types', command: ['typescript/bin/tsc', '--noEmit'] },
  { name: 'lint', command: ['eslint/bin/eslint.js', '.', '--max-warnings=0'] },
  { name: 'kernels', command: ['tsx/dist/cli.mjs', 'scripts/kernels.ts', '--check'] },
  {
    name: 'unit',
    command: [
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${UNIT_REPORT}`,
    ],
    report: { file: UNIT_REPORT, count: countVitest },
  },
  { name: 'build', command: ['vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  {
    name: 'e2e',
    command: ['tsx/dist/cli.mjs', 'scripts/e2e.ts'],
    report: { file: E2E_REPORT, count: countPlaywright },
  },
];

/** What a report says; nothing where the stage ended before it wrote one. */
function readCounts({ file, count }: NonNullable<Stage['report']>): Counts {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

function runStage({ command: [tool = '', ...args], report }: Stage): Counts {
  if (report) rmSync(report.file, { force: true });
  const { status } = spawnSync(process.execPath, [`node_modules/${tool}`, ...args], { stdio: 'inherit' });
  if (!report) return { passed: Number(status === 0), failed: Number(status !== 0), skipped: 0 };
  const counts = readCounts(report);
  // A stage that ran nothing, or fell over outside any test, has failed whatever its report says.
  const broken = counts.passed + counts.failed === 0 || (status !== 0 && counts.failed === 0);
  return broken ? { ...counts, failed: 1 } : counts;
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

const began = performance.now();
let total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const stage of STAGES) {
  console.log(`\n== ${stage.name}`);
  const stageBegan = performance.now();
  const counts = runStage(stage);
  total = {
    passed: total.passed + counts.passed,
    failed: total.failed + counts.failed,
    skipped: total.skipped + counts.skipped,
  };
  console.log(`== ${stage.name}: ${counts.failed === 0 ? 'passed' : 'FAILED'} in ${seconds(stageBegan)}`);
  if (counts.failed > 0) break;
}

console.log(`\nChecked in ${seconds(began)}.`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
