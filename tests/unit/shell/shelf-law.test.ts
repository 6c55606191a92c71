import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FIRST_VIEW } from '../../../src/page/settings/settings-schema';
import { FEATURES } from '../../../src/shell/features';

const ROOT = 'src/features';

/** What has the engine work, or a worker beside it. */
const WORKS =
  /\blab\(\)\s*\.(run|classify|judge|thumbnails|tune|readings)\b|\b(drawMap|startRun|runSweep|runOnTwin|benchDevice)\(/;
const SHELVES = /\b(shelveWork|tellEnded|shelveRun)\(/;

/** Folders that have the engine work and make no card, and why. */
const NO_CARDS: Readonly<Record<string, string>> = {
  'device-bench': 'It times this device: there is no network, class or photo that a card could bring back.',
  'network-manager': 'It reads one photo to check a network that is being opened.',
  drawing: 'It makes a photo; what is made of that is a card.',
  'saliency-map': 'Its work is its exercise’s run.',
};

function sources(folder: string): string {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))
    .join('\n');
}

it('has a card for the work of every folder that has the engine work', () => {
  const folders = readdirSync(ROOT);
  const without = folders.filter((folder) => {
    const text = sources(folder);
    return WORKS.test(text) && !SHELVES.test(text) && !(folder in NO_CARDS);
  });
  expect(without).toEqual([]);
  // A reason is given for what there is.
  expect(Object.keys(NO_CARDS).filter((folder) => !folders.includes(folder))).toEqual([]);
});

it.each(FEATURES.map(({ id, ...feature }) => [id, feature] as const))(
  'brings the work of “%s” back from a card, and refuses what is none',
  async (id, { exercise, shelved }) => {
    if (shelved === 'run') {
      // Only where an exercise's own run is shown is that run all there is.
      expect(FIRST_VIEW[exercise]).toBe(id);
      return;
    }
    const work = await shelved();
    expect(() => work.restore({ section: 'none', sweep: 3, rows: 3 }, null)).toThrow();
    expect(work.runAgain).toBeTypeOf('function');
  },
);
