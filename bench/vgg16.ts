import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ZooEntry } from '../src/networks/download/zoo';
import { serveFile } from './file-server.ts';
import { openLabPage } from './lab-page.ts';
import { loadInStages, type Phase, timed } from './timed-load.ts';
import { megabytes, phaseTable, seconds } from './tables.ts';
import { type WrittenFile, writeVgg16File } from './vgg16-file.ts';

/** What a tab may take at most while VGG16 comes, bytes. */
const MOST_MEMORY = 2e9;
const ID = 'vgg16';

/** A full-size VGG16 from download to saliency map, and again from the browser's storage. Gives the failures, as sentences. */
export async function benchVgg16(json: boolean): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lucarne-vgg16-'));
  try {
    const path = join(folder, 'vgg16.onnx');
    const began = performance.now();
    const file = writeVgg16File(path);
    if (!json) console.log(`Generated ${megabytes(file.bytes)} in ${seconds(performance.now() - began)}.`);
    return await measure(path, file, json);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(path: string, file: WrittenFile, json: boolean): Promise<string[]> {
  const server = await serveFile(path, 'vgg16.onnx');
  const entry: ZooEntry = {
    id: ID,
    title: 'VGG16',
    about: { en: 'VGG16 of full size, with random weights.', fr: 'VGG16 of full size, with random weights.' },
    licence: 'MIT',
    format: 'onnx',
    sources: [server.url],
    ...file,
    size: [224, 224],
    preprocessing: 'torch',
    classes: 'imagenet',
    choices: [{ weights: 'uint8', bytes: Math.round(file.bytes / 4) }],
    memory: 1_300_000_000,
  };
  const lab = await openLabPage([entry]);
  try {
    const { page, memory } = lab;
    const opened = memory.highest();
    const first = await loadInStages(page, memory, ID);
    const gradient = await timed(memory, 'saliency', () => saliency(page));
    const kept = await keptBytes(page);
    const requests = server.requests();
    const reload = await timed(memory, 'page opens again', () => lab.reload());
    const again = await loadInStages(page, memory, ID);
    const gradientAgain = await timed(memory, 'saliency', () => saliency(page));
    const fromStorage = server.requests() === requests;
    const phases: Phase[] = [
      { name: 'page open', ms: 0, peakBytes: opened },
      ...first,
      gradient.phase,
      reload.phase,
      ...again.map((phase) => ({ ...phase, name: `again: ${phase.name}` })),
      { ...gradientAgain.phase, name: 'again: saliency' },
    ];
    const peak = memory.highest();
    if (json) {
      const gradientMs = [gradient.value, gradientAgain.value];
      console.log(
        JSON.stringify({
          bench: 'vgg16',
          downloadBytes: file.bytes,
          keptBytes: kept,
          gradientMs,
          phases,
          peakBytes: peak,
        }),
      );
    } else {
      console.log(phaseTable(phases));
      console.log(`Kept ${megabytes(kept)} of a download of ${megabytes(file.bytes)}.`);
      console.log(
        `One saliency gradient: ${seconds(gradient.value)}, from storage ${seconds(gradientAgain.value)}.`,
      );
      console.log(`Peak memory of the tab: ${megabytes(peak)} (at most ${megabytes(MOST_MEMORY)}).`);
    }
    return [
      ...(peak > MOST_MEMORY
        ? [`The tab took ${megabytes(peak)}, more than ${megabytes(MOST_MEMORY)}.`]
        : []),
      ...(fromStorage ? [] : ['The second load asked the server, though the network was kept.']),
      ...(kept > 1.02 * (file.bytes / 4) ? [`Kept are ${megabytes(kept)}, more than a quarter.`] : []),
    ];
  } finally {
    await lab.close();
    await server.close();
  }
}

/** Milliseconds of one saliency gradient, whose map must be there and finite. */
async function saliency(page: Page): Promise<number> {
  const { ms, sum } = await page.evaluate(async (network) => {
    const run = { network, method: 'vanilla-gradient', image: 'samples/golf-ball.png' };
    const { attribution, timings } = await window.lucarne.run(run);
    return { ms: timings.totalMs, sum: (attribution ?? new Float32Array()).reduce((a, b) => a + b, 0) };
  }, ID);
  if (!(sum > 0 && Number.isFinite(sum))) throw new Error(`The saliency map sums to ${sum}.`);
  return ms;
}

/** Bytes of all files the browser keeps for the page. */
async function keptBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const sizeOf = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let bytes = 0;
      for await (const handle of folder.values()) {
        bytes += handle.kind === 'file' ? (await handle.getFile()).size : await sizeOf(handle);
      }
      return bytes;
    };
    return sizeOf(await navigator.storage.getDirectory());
  });
}
