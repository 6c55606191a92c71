import type { PixelImage } from '../../../../../src/core/pictures/pixel-image';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LabError } from '../../../../../src/core/records/lab-error';
import type { NetworkInfo, RunResult } from '../../../../../src/engine/protocol/protocol';
import { compareStore, cellId } from '../../../../../src/features/compare/store/compare-store';
import { frameOfCell } from '../../../../../src/features/compare/store/drawn-map';
import {
  addColumns,
  addRows,
  holdParams,
  moveColumn,
  removeColumn,
  removeRow,
  rowsOf,
  tally,
} from '../../../../../src/features/compare/store/edit-table';
import { moveRow, moveRowBy, setRowClass } from '../../../../../src/features/compare/store/edit-rows';
import {
  cancelFilling,
  fillTable,
  type FillTools,
} from '../../../../../src/features/compare/store/fill-table';
import { bringTableBack, clearTable } from '../../../../../src/features/compare/store/kept-tables';
import { openRow, prepareRows, type PictureOpener } from '../../../../../src/features/compare/store/open-row';
import {
  measureScales,
  scalesStore,
  sharedScale,
} from '../../../../../src/features/compare/store/shared-scale';
import { cellsToFill, estimate } from '../../../../../src/features/compare/store/table-estimate';
import { picturesAmong } from '../../../../../src/panels/open-files/pictures-among';
import { adoptNetwork, networkStore } from '../../../../../src/page/network/network-store';
import { mapReadingOf } from '../../../../../src/page/run/map-reading';
import type { MapRequest } from '../../../../../src/page/request/map-request';
import { DEFAULT_SETTINGS } from '../../../../../src/page/settings/settings-schema';
import { setParam, setTarget, settingsStore } from '../../../../../src/page/settings/settings-store';
import { phrase } from '../../../../../src/words/say';

const NO_TENCH = phrase('{network} has no class called “{className}”.', { network: 'B', className: 'tench' });

/** How many hold the page from being left unasked. */
const leaving = vi.hoisted(() => ({ held: 0 }));
vi.mock('../../../../../src/page/visit/leaving', () => ({
  holdPage: () => {
    leaving.held += 1;
    return () => (leaving.held -= 1);
  },
}));

const SIDE = 4;
const VANILLA = 'vanilla-gradient';

const network = (id: string, names: readonly string[], side = SIDE): NetworkInfo => ({
  id,
  title: id.toUpperCase(),
  size: [side, side],
  preprocessing: {
    scale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    channels: 'rgb',
  } as unknown as NetworkInfo['preprocessing'],
  classes: names.map((name, index) => ({ index, name })),
  output: { kind: 'softmax' },
  weightsHash: `hash of ${id}`,
  parameters: 1,
});
const INFOS: Record<string, NetworkInfo> = {
  a: network('a', ['tench', 'church', 'golf ball']),
  b: network('b', ['church', 'golf ball'], 6),
};

/** What a run of this request gives: a map that says which photo and network it is of. */
function resultOf(request: MapRequest): RunResult {
  const { width, height, data } = request.image as PixelImage;
  const count = width * height;
  const classes = INFOS[request.network]!.classes;
  const target = typeof request.target === 'number' ? request.target : 1;
  const logits = Float32Array.from(classes, (_, index) => (index === target ? 2 : -index));
  const raw = new Float32Array(3 * count).map((_, i) => (i % 3 === 0 ? -(data[0] ?? 0) - i : 1));
  return {
    logits,
    kind: 'softmax',
    probabilities: logits.map((logit) => 1 / (1 + Math.exp(-logit))),
    top: [...classes].map(({ index, name }) => ({ index, name, logit: logits[index]!, probability: 0.5 })),
    attribution: raw.filter((_, i) => i % 3 === 0).map(Math.abs),
    raw,
    pixels: data,
    input: data,
    width,
    height,
    steps: 1,
    scalars: {},
    recipe: {
      version: 1,
      network: request.network,
      method: request.method,
      params: { ...request.params },
      target,
      targetName: classes[target]!.name,
      seed: request.seed,
      fit: request.fit,
      ...(request.imageName ? { image: request.imageName } : {}),
    },
    timings: { totalMs: 1, stepMs: 1 },
  };
}

interface Watch {
  opener: PictureOpener;
  tools: FillTools;
  open: number;
  mostOpen: number;
  decoded: string[];
  loaded: string[];
  asked: MapRequest[];
}

function watch(): Watch {
  const seen = {
    open: 0,
    mostOpen: 0,
    decoded: [] as string[],
    loaded: [] as string[],
    asked: [] as MapRequest[],
  };
  let clock = 0;
  const opener: PictureOpener = {
    decode: async (source) => {
      const name = typeof source === 'string' ? source : 'a file';
      if (name === 'broken')
        throw new LabError('unsupported-image', 'This is no picture.', 'Choose another.');
      seen.decoded.push(name);
      seen.open += 1;
      seen.mostOpen = Math.max(seen.mostOpen, seen.open);
      await Promise.resolve();
      const bitmap = { width: 9, height: 9, close: () => (seen.open -= 1), name };
      return { bitmap, width: 9, height: 9 };
    },
    fit: async (bitmap, [height, width]) => {
      const first = (Reflect.get(bitmap, 'name') as string).charCodeAt(0);
      return { width, height, data: new Uint8ClampedArray(4 * width * height).fill(first) };
    },
  };
  const tools: FillTools = {
    load: async (id) => {
      if (!seen.loaded.includes(id)) seen.loaded.push(id);
      return INFOS[id]!;
    },
    openRow: (id, size, fit) => openRow(id, size, fit, opener),
    drawMap: async (request, options) => {
      await Promise.resolve();
      options?.signal?.throwIfAborted();
      seen.asked.push(request);
      return resultOf(request);
    },
    now: () => (clock += 10),
  };
  return Object.assign(seen, { opener, tools });
}

const photos = (...names: string[]) => addRows(names.map((name) => ({ name, source: name }))).length;
const cellAt = (row: number, column: number) => {
  const { rows, columns, cells } = compareStore.getState();
  return cells[cellId(rows[row]!.id, columns[column]!.id)];
};
const resultAt = (row: number, column: number) => {
  const cell = cellAt(row, column);
  if (cell?.status !== 'done') throw new Error(`The cell is ${cell?.status ?? 'waiting'}`);
  return cell.result;
};

beforeEach(() => {
  compareStore.setState(compareStore.getInitialState(), true);
  settingsStore.setState(DEFAULT_SETTINGS, true);
  networkStore.setState({ ...networkStore.getInitialState(), info: INFOS.a! }, true);
});

describe('filling the table', () => {
  it('keeps the page from being left unasked until it ends', async () => {
    photos('a', 'b');
    addColumns([{ network: 'a', method: 'vanilla-gradient' }]);
    const { tools } = watch();
    const held: number[] = [];
    const drawMap: FillTools['drawMap'] = (request, options) => {
      held.push(leaving.held);
      return tools.drawMap(request, options);
    };
    await fillTable({ ...tools, drawMap });
    expect(held).toEqual([1, 1]);
    expect(leaving.held).toBe(0);
  });

  it('draws every photo by every column, one photo decoded at a time and each once', async () => {
    const seen = watch();
    photos('x', 'y', 'z');
    addColumns([
      { network: 'a', method: VANILLA },
      { network: 'b', method: VANILLA },
    ]);
    // The page opens the photos for their thumbnails at the same time.
    await Promise.all([fillTable(seen.tools), prepareRows([SIDE, SIDE], seen.opener)]);
    expect(tally(compareStore.getState())).toEqual({ maps: 6, done: 6, failed: 0 });
    expect(seen.mostOpen).toBe(1);
    expect(seen.open).toBe(0);
    expect(seen.asked.map(({ network, imageName }) => `${imageName!} ${network}`)).toEqual([
      'x a',
      'x b',
      'y a',
      'y b',
      'z a',
      'z b',
    ]);
    // z is opened once both sizes are known; those opened before may be opened once more for the other size.
    expect(seen.decoded.filter((name) => name === 'z')).toHaveLength(1);
    expect(resultAt(1, 1)).toMatchObject({ target: { index: 1, name: 'golf ball' }, logit: 2, ms: 10 });
    expect(compareStore.getState().filling).toMatchObject({ phase: 'done', finished: 6, failed: 0 });
    await fillTable(seen.tools);
    expect(seen.asked).toHaveLength(6);
  });

  it('explains a row’s own class by its name in every network, and draws only that row again', async () => {
    const seen = watch();
    photos('x', 'y');
    addColumns([
      { network: 'a', method: VANILLA },
      { network: 'b', method: VANILLA },
    ]);
    await fillTable(seen.tools);
    const [, second] = compareStore.getState().rows;
    setRowClass(second!.id, { index: 2, name: 'golf ball' });
    expect(cellsToFill().map(({ row }) => row)).toEqual([second!.id, second!.id]);
    await fillTable(seen.tools);
    expect([resultAt(1, 0).target, resultAt(1, 1).target]).toEqual([
      { index: 2, name: 'golf ball' },
      { index: 1, name: 'golf ball' },
    ]);
    expect(seen.asked.slice(4).map(({ target }) => target)).toEqual([2, 1]);
    // The table's own rule leaves it alone, and holds again once it is asked to.
    compareStore.setState({ explained: 'settings' });
    setTarget('saliency', 0);
    expect(cellsToFill().map(({ row }) => row)).not.toContain(second!.id);
    setRowClass(second!.id, { index: 0, name: 'tench' });
    await fillTable(seen.tools);
    expect(cellAt(1, 1)).toMatchObject({
      status: 'failed',
      error: { message: NO_TENCH },
    });
    setRowClass(second!.id, null);
    expect(cellsToFill().filter(({ row }) => row === second!.id)).toHaveLength(1);
  });

  it('keeps its maps when its rows are put in another order, and goes no further than its ends', async () => {
    const seen = watch();
    photos('x', 'y', 'z');
    addColumns([{ network: 'a', method: VANILLA }]);
    await fillTable(seen.tools);
    const order = () =>
      compareStore
        .getState()
        .rows.map(({ name }) => name)
        .join('');
    const [x, , z] = compareStore.getState().rows.map(({ id }) => id);
    moveRow(z!, 0);
    expect(order()).toBe('zxy');
    moveRowBy(x!, 1);
    expect(order()).toBe('zyx');
    moveRowBy(x!, 1);
    moveRowBy(z!, -1);
    moveRow('gone', 0);
    expect(order()).toBe('zyx');
    expect(cellsToFill()).toEqual([]);
    expect(resultAt(0, 0).recipe.image).toBe('z');
  });

  it('keeps each map exactly, its gradient and its photo too', async () => {
    const seen = watch();
    photos('q');
    addColumns([{ network: 'a', method: VANILLA }]);
    await fillTable(seen.tools);
    const wanted = resultOf(seen.asked[0]!);
    const frame = await frameOfCell(compareStore.getState().rows[0]!.id, resultAt(0, 0));
    expect(frame.attribution).toEqual(wanted.attribution);
    expect(frame.gradient).toEqual(wanted.raw);
    expect(frame.pixels).toEqual(wanted.input);
  });

  it('goes on after a photo that cannot be opened, which says why, and tries it again when asked', async () => {
    const seen = watch();
    photos('broken', 'y');
    addColumns([{ network: 'a', method: VANILLA }]);
    await fillTable(seen.tools);
    expect(cellAt(0, 0)).toMatchObject({ status: 'failed', error: { message: 'This is no picture.' } });
    expect(cellAt(1, 0)?.status).toBe('done');
    expect(compareStore.getState().filling).toMatchObject({ finished: 2, failed: 1 });
    expect(cellsToFill()).toHaveLength(1);
  });

  it('keeps what is done when it is cancelled, and goes on from there', async () => {
    const seen = watch();
    photos('x', 'y', 'z');
    addColumns([{ network: 'a', method: VANILLA }]);
    const slow: FillTools = {
      ...seen.tools,
      drawMap: (request, options) => {
        if (request.imageName === 'y') cancelFilling();
        return seen.tools.drawMap(request, options);
      },
    };
    await fillTable(slow);
    expect([0, 1, 2].map((row) => cellAt(row, 0)?.status)).toEqual(['done', 'cancelled', undefined]);
    expect(compareStore.getState().filling?.phase).toBe('cancelled');
    await fillTable(seen.tools);
    expect(tally(compareStore.getState()).done).toBe(3);
    expect(seen.asked.map(({ imageName }) => imageName)).toEqual(['x', 'y', 'z']);
  });

  it('gives a map back whose drawing anew was cancelled', async () => {
    const seen = watch();
    photos('x');
    addColumns([{ network: 'a', method: VANILLA }]);
    await fillTable(seen.tools);
    const before = resultAt(0, 0);
    setParam(VANILLA, 'objective', 'margin');
    await fillTable({
      ...seen.tools,
      drawMap: (request, options) => {
        cancelFilling();
        return seen.tools.drawMap(request, options);
      },
    });
    expect(resultAt(0, 0)).toBe(before);
    expect(cellsToFill()).toHaveLength(1);
  });

  it('draws again only what the settings changed; held numbers stay', async () => {
    const seen = watch();
    photos('x');
    addColumns([
      { network: 'a', method: VANILLA },
      { network: 'a', method: 'smooth-grad' },
    ]);
    const [, smooth] = compareStore.getState().columns;
    await fillTable(seen.tools);
    setParam('smooth-grad', 'samples', 7);
    expect(cellsToFill().map(({ column }) => column.method)).toEqual(['smooth-grad']);
    await fillTable(seen.tools);
    expect(resultAt(0, 1).recipe.params).toMatchObject({ samples: 7 });
    holdParams(smooth!.id, true);
    setParam('smooth-grad', 'samples', 9);
    expect(cellsToFill()).toEqual([]);
    // A seed that a method does not draw with makes no other map.
    settingsStore.setState({ seed: 3 });
    expect(cellsToFill().map(({ column }) => column.method)).toEqual(['smooth-grad']);
    settingsStore.setState({ fit: 'crop' });
    expect(cellsToFill()).toHaveLength(2);
    settingsStore.setState({ fit: 'squash', transparency: 'white' });
    expect(cellsToFill()).toHaveLength(2);
  });

  it('draws again the maps of a network that is read otherwise, whichever is in use', async () => {
    const seen = watch();
    photos('x');
    addColumns([
      { network: 'a', method: VANILLA },
      { network: 'b', method: VANILLA },
    ]);
    await fillTable(seen.tools);
    const { preprocessing } = INFOS.b!;
    adoptNetwork({ ...INFOS.b!, classes: [...INFOS.b!.classes] });
    expect(cellsToFill()).toEqual([]);
    adoptNetwork({ ...INFOS.b!, preprocessing: { ...preprocessing, std: [2, 2, 2] } });
    expect(cellsToFill().map(({ column }) => column.network)).toEqual(['b']);
    adoptNetwork(INFOS.a!);
    expect(cellsToFill().map(({ column }) => column.network)).toEqual(['b']);
  });

  it('draws rows and columns that come meanwhile, and drops the maps of those that go', async () => {
    const seen = watch();
    photos('x');
    addColumns([{ network: 'a', method: VANILLA }]);
    const filling = fillTable(seen.tools);
    photos('y');
    addColumns([{ network: 'b', method: VANILLA }]);
    await filling;
    expect(tally(compareStore.getState())).toMatchObject({ maps: 4, done: 4 });
    const { rows, columns } = compareStore.getState();
    moveColumn(columns[1]!.id, -1);
    expect(compareStore.getState().columns.map(({ network }) => network)).toEqual(['b', 'a']);
    removeColumn(columns[0]!.id);
    removeRow(rows[0]!.id);
    expect(Object.keys(compareStore.getState().cells)).toEqual([cellId(rows[1]!.id, columns[1]!.id)]);
    clearTable();
    expect(compareStore.getState().rows).toEqual([]);
    bringTableBack();
    expect(tally(compareStore.getState()).done).toBe(1);
  });
});

describe('the class that is explained', () => {
  it('is each network’s first one, or the settings’ one by its name', async () => {
    const seen = watch();
    photos('x');
    addColumns([
      { network: 'a', method: VANILLA },
      { network: 'b', method: VANILLA },
    ]);
    await fillTable(seen.tools);
    expect(seen.asked.map(({ target }) => target)).toEqual(['top1', 'top1']);
    compareStore.setState({ explained: 'settings' });
    settingsStore.setState({ targets: { ...DEFAULT_SETTINGS.targets, saliency: 2 } });
    await fillTable(seen.tools);
    expect(seen.asked.slice(2).map(({ target }) => target)).toEqual([2, 1]);
    settingsStore.setState({ targets: { ...DEFAULT_SETTINGS.targets, saliency: 0 } });
    await fillTable(seen.tools);
    expect(cellAt(0, 1)).toMatchObject({
      status: 'failed',
      error: { message: NO_TENCH },
    });
  });
});

describe('the time a table takes', () => {
  it('is unknown before the first map of a column, then what its maps took', async () => {
    const seen = watch();
    photos('x', 'y');
    addColumns([{ network: 'a', method: VANILLA }]);
    expect(estimate(cellsToFill())).toBeNull();
    await fillTable(seen.tools);
    photos('z', 'w', 'v');
    expect(estimate(cellsToFill())).toBe(30);
    addColumns([{ network: 'b', method: VANILLA }]);
    expect(estimate(cellsToFill())).toBeNull();
    expect(estimate([])).toBe(0);
  });
});

describe('a shared scale', () => {
  it('is the largest of the maps’ own, by column or for all', async () => {
    const seen = watch();
    photos('A', 'z');
    addColumns([
      { network: 'a', method: VANILLA },
      { network: 'b', method: VANILLA },
    ]);
    await fillTable(seen.tools);
    settingsStore.setState({ clip: 100 });
    const reading = mapReadingOf(settingsStore.getState());
    const [first, second] = compareStore.getState().columns;
    const scale = (scope: 'map' | 'column' | 'table', column: string) =>
      sharedScale(scalesStore.getState(), scope, column, reading);
    expect(scale('column', first!.id)).toBeNull();
    await measureScales(reading);
    const letter = 'z'.charCodeAt(0);
    // The last pixel's first channel: the photo's first byte plus its place.
    expect(scale('column', first!.id)).toBe(letter + 3 * (SIDE * SIDE - 1));
    expect(scale('column', second!.id)).toBe(letter + 3 * (6 * 6 - 1));
    expect(scale('table', first!.id)).toBe(scale('column', second!.id));
    expect(scale('map', first!.id)).toBeUndefined();
    expect(sharedScale(scalesStore.getState(), 'table', '', { ...reading, keptScale: 2 })).toBeUndefined();
  });
});

describe('photos among files', () => {
  it('are the pictures, in the order a person reads their names', () => {
    const file = (name: string, type: string): File => new File(['x'], name, { type });
    const files = [
      file('img10.JPG', ''),
      file('img9.jpg', 'image/jpeg'),
      file('notes.txt', 'text/plain'),
      file('.DS_Store', ''),
      file('a.heic', 'image/heic'),
    ];
    expect(picturesAmong(files).map(({ name }) => name)).toEqual(['a.heic', 'img9.jpg', 'img10.JPG']);
    expect(addRows(rowsOf(picturesAmong(files)))).toHaveLength(3);
  });

  it('come in once where they are an address', () => {
    expect(photos('samples/a.svg')).toBe(1);
    expect(photos('samples/a.svg', 'samples/b.svg')).toBe(1);
  });
});
