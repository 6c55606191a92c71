import { intersectionOverUnion, type Box } from '../../../core/localisation/box';
import { saveFile } from '../../../export/picture-png';
import { joined, slug, stemOf } from '../../../export/file-name';
import { withTexts } from '../../../export/png-text';
import { LabError } from '../../../core/records/lab-error';
import { locateStore, type Located } from './locate-store';
import { phrase, say } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';

const KEYWORD = 'lucarne:boxes';
/** Lines of the export, as a share of the photo's longer side. */
const LINE = 1 / 240;
/** Amber on a dark edge for what was found, white on a dark edge for the person's own: readable on any photo. */
const COLOURS = { found: '#f6ab22', mine: '#ffffff', edge: '#14161a' };

/** What an export says: every box in whole pixels of the photo, and everything the boxes came from. */
export function locationRecord({ photo, made, boxRecipe, boxes, location, map }: Located, mine: Box | null) {
  const [best] = boxes;
  return {
    photo: { name: photo.name, width: photo.width, height: photo.height },
    class: made.targetName ?? `class ${made.target}`,
    probability: map.scalars.probability ?? null,
    logit: map.scalars.logit ?? null,
    boxes: boxes.map((box, place) => ({ ...box, shareOfMap: location.found[place]?.share ?? 0 })),
    mine,
    iou: best && mine ? intersectionOverUnion(best, mine) : null,
    boxesBy: boxRecipe,
    map: made,
  };
}

/** The record as text, for the clipboard. */
export function textOf(located: Located, mine: Box | null): string {
  return JSON.stringify(locationRecord(located, mine), null, 2);
}

/**
 * Saves the boxes: as a PNG of the whole photo at its own size with the boxes drawn on it and the record in its text, or as
 * the record alone. Throws `unsupported-image` where there is nothing to save.
 */
export async function saveLocation(format: 'png' | 'json'): Promise<void> {
  const { located, mine } = locateStore.getState();
  if (!located) {
    throw new LabError(
      'unsupported-image',
      phrase('There are no boxes to save yet.'),
      phrase('Press Locate first.'),
    );
  }
  const name = slug(stemOf(located.photo.name)) || 'picture';
  const file = joined([name, 'boxes', located.made.targetName || `class-${located.made.target}`]);
  const text = textOf(located, mine);
  if (format === 'json') {
    saveFile(new Blob([text], { type: 'application/json' }), `${file}.json`);
    return;
  }
  const png = await drawnBoxes(located, mine).convertToBlob({ type: 'image/png' });
  const bytes = withTexts(new Uint8Array(await png.arrayBuffer()), [{ keyword: KEYWORD, text }]);
  saveFile(new Blob([bytes], { type: 'image/png' }), `${file}.png`);
}

/** The whole photo at its own size with the boxes on it. Throws `unsupported-image` where there is no canvas for it. */
export function drawnBoxes({ photo, boxes, made }: Located, mine: Box | null): OffscreenCanvas {
  const canvas = new OffscreenCanvas(photo.width, photo.height);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new LabError(
      'unsupported-image',
      phrase('This browser gives no canvas to draw the boxes on.'),
      phrase('Close other tabs and try again.'),
    );
  }
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, photo.width, photo.height);
  context.drawImage(photo.bitmap, 0, 0);
  const line = Math.max(1, LINE * Math.max(photo.width, photo.height));
  const outline = (box: Box, colour: string, words: string, dashed: boolean): void => {
    context.setLineDash([]);
    context.lineWidth = 2.2 * line;
    context.strokeStyle = COLOURS.edge;
    context.strokeRect(box.x, box.y, box.width, box.height);
    if (dashed) context.setLineDash([5 * line, 3 * line]);
    context.lineWidth = line;
    context.strokeStyle = colour;
    context.strokeRect(box.x, box.y, box.width, box.height);
    context.font = `600 ${Math.max(10, 6 * line)}px sans-serif`;
    const height = Math.max(14, 9 * line);
    const top = box.y > height ? box.y - height : box.y;
    context.fillStyle = colour;
    context.fillRect(box.x, top, context.measureText(words).width + height, height);
    context.fillStyle = COLOURS.edge;
    context.textBaseline = 'middle';
    context.fillText(words, box.x + height / 2, top + height / 2);
  };
  boxes.forEach((box, place) =>
    outline(
      box,
      COLOURS.found,
      place === 0 ? shownClass(made.targetName ?? '1') : String(place + 1),
      place > 0,
    ),
  );
  if (mine) outline(mine, COLOURS.mine, say('yours'), true);
  return canvas;
}
