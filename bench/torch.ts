import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { exportTfjsLayers } from '../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../src/networks/graph/graph';

/** What a network was asked in the browser: its input as its first layer sees it, and its answer. */
export interface Question {
  readonly input: ArrayLike<number>;
  readonly logits: ArrayLike<number>;
  readonly target: number;
}

/** The same network and input in PyTorch, in a process of its own that waits between calls. */
export interface Torch {
  readonly version: string;
  /** Threads it uses by itself. */
  readonly threads: number;
  /** Largest difference of a logit from ours, in parts of the largest logit. */
  readonly disagreement: number;
  /** The gradient computed in float64, in the space of the question's input. */
  readonly exactGradient: readonly number[];
  /** Milliseconds of a pass, the mean of `count` in a row; `threads` 0 is all. */
  time(pass: 'forward' | 'gradient', threads: number, count: number): Promise<number>;
  close(): Promise<void>;
}

const SCRIPT = join(import.meta.dirname, 'torch_gradient.py');

/** Whether this Python has PyTorch. */
export async function hasTorch(python: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(python, ['-c', 'import torch'], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Builds a network in PyTorch from its export. Rejects with what Python says where it cannot. */
export async function startTorch(
  python: string,
  network: ImportedNetwork,
  question: Question,
): Promise<Torch> {
  const folder = await mkdtemp(join(tmpdir(), 'lucarne-torch-'));
  const { modelJson, shards } = exportTfjsLayers(network);
  await writeFile(join(folder, 'model.json'), JSON.stringify(modelJson));
  await writeFile(join(folder, 'input.f32'), Float32Array.from(question.input));
  for (const [name, bytes] of shards) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  const child = spawn(python, [SCRIPT, folder, String(question.target)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const close = async (): Promise<void> => {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const ask = lines(child);
    const { version, threads, logits, exactGradient } = (await ask(null)) as {
      readonly version: string;
      readonly threads: number;
      readonly logits: readonly number[];
      readonly exactGradient: readonly number[];
    };
    const largest = Math.max(...logits.map(Math.abs));
    const disagreement =
      Math.max(...logits.map((value, i) => Math.abs(value - (question.logits[i] ?? NaN)))) / largest;
    return {
      version,
      threads,
      disagreement,
      exactGradient,
      async time(pass, wanted, count) {
        return ((await ask({ pass, threads: wanted, count })) as { readonly ms: number }).ms;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sends a line of JSON where there is one to send, and gives the next that comes. */
function lines(child: ChildProcess): (asked: object | null) => Promise<unknown> {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('Python has no pipes.');
  let said = '';
  stderr.on('data', (part: Buffer) => (said += part.toString()));
  const waiting: { resolve: (line: unknown) => void; reject: (reason: Error) => void }[] = [];
  let ended: Error | null = null;
  const fail = (): void => {
    ended = new Error(`PyTorch stopped: ${said.trim().split('\n').at(-1) ?? ''}`);
    for (const one of waiting.splice(0)) one.reject(ended);
  };
  child.on('error', fail);
  child.on('close', fail);
  createInterface({ input: stdout }).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)));
  return (asked) =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      waiting.push({ resolve, reject });
      if (asked) stdin.write(`${JSON.stringify(asked)}\n`);
    });
}
