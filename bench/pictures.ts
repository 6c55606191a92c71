import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { readModelRows } from '../scripts/model-rows.ts';
import { openLabPage } from './lab-page.ts';
import { seconds, table } from './tables.ts';

const SOURCE = 'squeezenet-sixteen-robust';
const PRESETS = ['maco', 'lucid'];
/** Classes that pictures are made of: the network's first. */
const CLASSES = 10;
/** What is promised: as many of them are read as their class by a network that had no part in them. */
const FEWEST = 4;
const A_ROW = 5;

interface PicturesOptions {
  /** What they are made on; one that comes with the page. */
  readonly network: string | null;
  /** One preset alone. */
  readonly preset: string | null;
  /** A folder for a contact sheet of each preset. */
  readonly keep: string | null;
  readonly json: boolean;
  readonly check: boolean;
}

interface Made {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
  /** Networks that read it as its class, itself among them. */
  readonly readBy: readonly string[];
  readonly ms: number;
}

/**
 * Ten classes' pictures by each of the libraries' presets, just as they come, and by how many other bundled networks each is read as
 * its class. Gives the presets that miss what is promised.
 */
export async function benchPictures({
  network,
  preset: named,
  keep,
  json,
  check,
}: PicturesOptions): Promise<string[]> {
  const source = network ?? SOURCE;
  const readers = (await readModelRows('models', console.warn))
    .filter((row) => row.bundled)
    .map(({ id }) => id);
  const others = readers.filter((id) => id !== source);
  const lab = await openLabPage();
  const failures: string[] = [];
  try {
    const classes = await classNames(source);
    const targets = Array.from({ length: CLASSES }, (_, i) => i);
    for (const preset of named === null ? PRESETS : [named]) {
      const made: Made[] = [];
      for (const target of targets) made.push(await picture(lab.page, { source, preset, readers, target }));
      const count = (id: string): number => made.filter(({ readBy }) => readBy.includes(id)).length;
      const rows = readers.map((id) => ({ network: id, read: count(id) }));
      if (keep !== null) await writeFile(join(keep, `${source}-${preset}.png`), contactSheet(made));
      const names = targets.map((target) => classes[target] ?? String(target));
      if (json) console.log(JSON.stringify({ bench: 'pictures', source, preset, names, rows }));
      else
        console.log(
          [
            `${preset} on ${source}, ${seconds(made.reduce((sum, { ms }) => sum + ms, 0) / CLASSES)} a picture: ${names.join(', ')}`,
            table([
              ['read as their class by', `of ${CLASSES}`],
              ...rows.map((row) => [row.network, String(row.read)]),
            ]),
          ].join('\n'),
        );
      const most = Math.max(...others.map(count));
      if (check && most < FEWEST)
        failures.push(`${preset}: no other network reads more than ${most} rightly.`);
    }
    return failures;
  } finally {
    await lab.close();
  }
}

interface Wanted {
  readonly source: string;
  readonly preset: string;
  readonly readers: readonly string[];
  readonly target: number;
}

function picture(page: Page, wanted: Wanted): Promise<Made> {
  return page.evaluate(async ({ source, preset, readers, target }) => {
    const from = performance.now();
    const { pixels, width, height } = await window.lucarne.run({
      ...{ network: source, method: 'class-visualization', target, params: { preset } },
    });
    const ms = performance.now() - from;
    const image = new ImageData(pixels, width, height);
    const readBy: string[] = [];
    for (const reader of readers) {
      const { top } = await window.lucarne.classify({ network: reader, image });
      if (top[0]?.index === target) readBy.push(reader);
    }
    return { width, height, pixels: [...pixels], readBy, ms };
  }, wanted);
}

async function classNames(network: string): Promise<readonly string[]> {
  const model = JSON.parse(await readFile(join('models', network, 'model.json'), 'utf8')) as {
    readonly userDefinedMetadata: {
      readonly lucarne: { readonly classes: readonly { readonly name: string }[] };
    };
  };
  return model.userDefinedMetadata.lucarne.classes.map(({ name }) => name);
}

/** The pictures in rows, edge to edge. */
function contactSheet(made: readonly Made[]): Buffer {
  const [{ width, height } = { width: 1, height: 1 }] = made;
  const sheet = new PNG({ width: A_ROW * width, height: Math.ceil(made.length / A_ROW) * height });
  for (const [i, { pixels }] of made.entries()) {
    const own = new PNG({ width, height });
    own.data.set(pixels);
    PNG.bitblt(own, sheet, 0, 0, width, height, (i % A_ROW) * width, Math.floor(i / A_ROW) * height);
  }
  return PNG.sync.write(sheet);
}
