import type { Page } from '@playwright/test';
import { intersectionOverUnion, type Box } from '../../src/core/localisation/box.ts';
import { locate } from '../../src/core/localisation/locate.ts';
import { DEFAULT_BOXES } from '../../src/features/locate/store/recipe-rows.ts';
import { generatedSet, type Scene } from '../../tests/golden/localisation/generated-set.ts';
import type { Networks } from './networks.ts';

/** Each of the sixteen drawn objects so often, on generated ground; as the golden test of localisation draws them. */
const EACH = 2;
const SEED = 1;
/** Maps of the plain gradient, and of the average over noise. */
const MAPS = [
  { method: 'vanilla-gradient', params: {} },
  { method: 'smooth-grad', params: { samples: 10 } },
] as const;

export interface MapRow {
  readonly method: string;
  readonly network: 'standard' | 'robust';
  /** Of the map's sum, the share inside the object's box: the mean over the scenes, and that of an even map. */
  readonly inside: number;
  readonly even: number;
  /** Of Locate's best box with the object's. */
  readonly iou: number;
  /** Mean difference of neighbours in a row, as a part of the mean: what an even map has is 0. */
  readonly roughness: number;
  /** Scenes that both networks read rightly, of all. */
  readonly scenes: number;
  readonly of: number;
}

/** Maps of drawn objects on generated ground, whose boxes are known, by both networks. */
export async function measureMaps(
  page: Page,
  networks: Networks,
  classes: readonly string[],
): Promise<MapRow[]> {
  const side = await page.evaluate(async (id) => {
    const { width } = await window.lucarne.run({
      network: id,
      method: 'vanilla-gradient',
      image: 'samples/golf-ball.png',
    });
    return width;
  }, networks.standard);
  const all = generatedSet(side, EACH, SEED);
  const scenes: Scene[] = [];
  for (const scene of all) {
    const read = await Promise.all(
      [networks.standard, networks.robust].map((id) => readPixels(page, id, scene.pixels, side)),
    );
    if (read.every((index) => classes[index] === scene.className)) scenes.push(scene);
  }
  const rows: MapRow[] = [];
  for (const { method, params } of MAPS) {
    for (const network of ['standard', 'robust'] as const) {
      const found: { inside: number; even: number; iou: number; roughness: number }[] = [];
      for (const { pixels, box, className } of scenes) {
        const target = classes.indexOf(className);
        const map = await mapOf(page, { network: networks[network], method, params, target }, pixels, side);
        const [best] = locate(map, { width: side, height: side }, DEFAULT_BOXES, pixels).found;
        found.push({
          inside: shareInside(map, side, box),
          even: (box.width * box.height) / side ** 2,
          iou: best ? intersectionOverUnion(best.box, box) : 0,
          roughness: roughnessOf(map, side),
        });
      }
      const mean = (key: keyof (typeof found)[number]): number =>
        found.reduce((sum, row) => sum + row[key], 0) / found.length;
      rows.push({
        method,
        network,
        inside: mean('inside'),
        even: mean('even'),
        iou: mean('iou'),
        roughness: mean('roughness'),
        scenes: scenes.length,
        of: all.length,
      });
    }
  }
  return rows;
}

function shareInside(map: Float32Array, side: number, { x, y, width, height }: Box): number {
  let [inside, sum] = [0, 0];
  map.forEach((value, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    sum += Math.abs(value);
    if (row >= y && row < y + height && column >= x && column < x + width) inside += Math.abs(value);
  });
  return inside / sum;
}

function roughnessOf(map: Float32Array, side: number): number {
  let [steps, sum] = [0, 0];
  map.forEach((value, i) => {
    sum += Math.abs(value);
    if (i % side > 0) steps += Math.abs(Math.abs(value) - Math.abs(map[i - 1] ?? 0));
  });
  return steps / sum;
}

async function readPixels(
  page: Page,
  network: string,
  pixels: Uint8ClampedArray,
  side: number,
): Promise<number> {
  return page.evaluate(
    async ({ network, base64, side }) => {
      const bytes = Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0));
      const { top } = await window.lucarne.classify({ network, image: new ImageData(bytes, side, side) });
      return top[0]?.index ?? -1;
    },
    { network, base64: Buffer.from(pixels).toString('base64'), side },
  );
}

interface Asked {
  readonly network: string;
  readonly method: string;
  readonly params: Readonly<Record<string, number>>;
  readonly target: number;
}

async function mapOf(
  page: Page,
  asked: Asked,
  pixels: Uint8ClampedArray,
  side: number,
): Promise<Float32Array<ArrayBuffer>> {
  const map = await page.evaluate(
    async ({ asked, base64, side }) => {
      const bytes = Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = new ImageData(bytes, side, side);
      return [...((await window.lucarne.run({ ...asked, image })).attribution ?? [])];
    },
    { asked, base64: Buffer.from(pixels).toString('base64'), side },
  );
  return Float32Array.from(map);
}
