import { LINE_POINTS } from '../../../../../src/features/limits/store/line-points';
import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { DIRECTIONS } from '../../../../../src/core/pictures/straight-line';
import { SWEEP_STOPS } from '../../../../../src/features/limits/store/sweep-stops';
import { useBackend } from '../../../../../testing/backends';
import {
  constantNetwork,
  linearNetwork,
  quadraticNetwork,
  randomRows,
  type ToyNetwork,
} from '../../../../../testing/toy-networks';
import { createToyLab, toyInfo, toyPhoto } from '../../../../../testing/toy-lab';
import { partLab } from '../../../../../testing/part-lab';
import { provideLab } from '../../../../../src/page/lab';
import { imageStore } from '../../../../../src/page/photo/image-store';
import { networkStore } from '../../../../../src/page/network/network-store';
import {
  cancelLine,
  followLine,
  lineStore,
  setLine,
} from '../../../../../src/features/limits/store/line-store';
import {
  cancelSweep,
  lowContrastStore,
  refreshLook,
  runSweep,
  sweepBy,
  weaken,
} from '../../../../../src/features/limits/store/low-contrast-store';
import {
  lineMadeOtherwise,
  sweepMadeOtherwise,
} from '../../../../../src/features/limits/store/made-otherwise';
import { questionNow } from '../../../../../src/features/limits/store/question';
import { explainTwoObjects, TWO_OBJECTS } from '../../../../../src/page/photo/two-objects';
import { set, setMethod, setTarget } from '../../../../../src/page/settings/settings-store';

const SIDE = 16;
const lab = createToyLab();
provideLab(partLab(lab));

beforeAll(() => useBackend('cpu'));
beforeEach(() => {
  lab.gate = () => null;
  lab.begun.length = 0;
  lab.cancelled.length = 0;
  lineStore.setState(lineStore.getInitialState(), true);
  lowContrastStore.setState(lowContrastStore.getInitialState(), true);
  imageStore.setState({ photo: null });
  setTarget('saliency', null);
});

/** A photo and a network on the page; the class explained is the photo's best. */
function onPage(network: ToyNetwork, seed = 1): void {
  lab.network = network;
  networkStore.setState({ info: toyInfo(network) });
  imageStore.setState({ fitted: toyPhoto(SIDE, createRandom(seed).normals(SIDE * SIDE * 4)) });
}

const linear = (): ToyNetwork => linearNetwork(SIDE, randomRows(SIDE, 3, 4, 0.1), [3, 0, 0]);
const quadratic = (): ToyNetwork => quadraticNetwork(SIDE, randomRows(SIDE, 3, 4, 0.1));

describe('a line through a photo', () => {
  it.each(DIRECTIONS)('tells a linear network’s score exactly and never parts: %s', async (direction) => {
    onPage(linear());
    lineStore.setState({ direction, step: 30 });
    await followLine();
    const { line, running } = lineStore.getState();
    expect(running).toBe(false);
    expect(line?.points).toHaveLength(LINE_POINTS);
    expect(line?.parted).toBeNull();
    for (const { score, predicted } of line!.points) expect(Math.abs(score - predicted)).toBeLessThan(1e-4);
    const moved = line!.points.map(({ rms }) => rms);
    expect(moved[0]).toBe(0);
    expect(moved.at(-1)).toBeGreaterThan(3);
  });

  it('parts from a quadratic network’s score where the square has become a tenth of the change', async () => {
    onPage(quadratic());
    lineStore.setState({ direction: 'with-gradient', step: 60 });
    await followLine();
    const { line, place } = lineStore.getState();
    const { points, parted } = line!;
    expect(parted).not.toBeNull();
    expect(place).toBe(parted);
    const [start] = points;
    const gap = (at: number): number => {
      const { score, predicted } = points[at]!;
      const larger = Math.max(Math.abs(score - start!.score), Math.abs(predicted - start!.score));
      return Math.abs(score - predicted) / larger;
    };
    expect(gap(parted!)).toBeGreaterThan(0.1);
    // s(x + d) - s(x) - g.d is d^T Q d exactly: it grows with the square of the step.
    const { target, image } = line!.question;
    const weights = randomRows(SIDE, 3, 4, 0.1)[target]!;
    const std = [0.229, 0.224, 0.225];
    for (const { score, predicted, image: at } of points) {
      let square = 0;
      weights.forEach((weight, i) => {
        const byte = 4 * Math.floor(i / 3) + (i % 3);
        square += weight * ((at.data[byte]! - image.data[byte]!) / 255 / std[i % 3]!) ** 2;
      });
      expect(Math.abs(score - predicted - square)).toBeLessThan(1e-3);
    }
  });

  it('says so where no pixel moves the score', async () => {
    onPage(constantNetwork(SIDE, [1, 0]));
    await expect(followLine()).rejects.toMatchObject({ code: 'zero-gradient' });
    expect(lineStore.getState().running).toBe(false);
  });

  it('keeps its points when cancelled, and stays that way', async () => {
    onPage(linear());
    let answers = 0;
    lab.gate = (kind) => {
      // One answer reads the photo, the others are points of the line.
      if (kind === 'classify' && ++answers === 8) cancelLine();
      return null;
    };
    await followLine();
    const { line, running } = lineStore.getState();
    expect(running).toBe(false);
    expect(line!.points.length).toBeGreaterThan(4);
    expect(line!.points.length).toBeLessThan(8);
  });

  it('is over when cancelled, although the engine never answers', async () => {
    onPage(linear());
    let answers = 0;
    lab.gate = (kind) => {
      if (kind !== 'classify' || ++answers < 4) return null;
      setTimeout(cancelLine);
      return new Promise(() => undefined);
    };
    await followLine();
    expect(lineStore.getState().running).toBe(false);
    expect(lineStore.getState().line?.points.length).toBe(2);
  });

  it('is followed anew when a quick one’s control moves', async () => {
    onPage(linear());
    await followLine();
    await setLine({ direction: 'grey', fade: 50 });
    const { line } = lineStore.getState();
    expect(line).toMatchObject({ direction: 'grey', largest: 0.5 });
    expect(line?.points.at(-1)?.t).toBe(0.5);
  });
});

describe('a weakened photo', () => {
  it('shows the untouched photo’s map twice at first, of one run, and likeness 1', async () => {
    onPage(quadratic());
    await refreshLook();
    const { now, reference, shown, drawing } = lowContrastStore.getState();
    expect(drawing).toBe(false);
    expect(now).toBe(reference);
    expect(now?.likeness).toBe(1);
    expect(shown?.data).toEqual(imageStore.getState().fitted?.data);
    expect(lab.begun).toHaveLength(1);
  });

  it('is classified and explained as the very bytes it is shown as', async () => {
    onPage(quadratic());
    await refreshLook();
    await weaken({ contrast: 40 });
    const { now, shown } = lowContrastStore.getState();
    expect(lab.begun.at(-1)?.image).toBe(shown);
    expect(now?.image).toBe(shown);
    expect(shown?.data).not.toEqual(imageStore.getState().fitted?.data);
    expect(now?.likeness).toBeLessThan(1);
  });

  it('aborts the map under way when a slider moves on, and shows only the last', async () => {
    onPage(quadratic());
    await refreshLook();
    let release: () => void = () => undefined;
    lab.gate = (kind) => (kind === 'run' ? new Promise((resolve) => (release = resolve)) : null);
    const first = weaken({ contrast: 60 });
    await vi.waitFor(() => expect(lab.begun).toHaveLength(2));
    const middle = lowContrastStore.getState().shown;
    lab.gate = () => null;
    const second = weaken({ blur: 2 });
    expect(lab.cancelled.map(({ image }) => image)).toEqual([middle]);
    await Promise.all([first, second]);
    release();
    const { now, shown, drawing } = lowContrastStore.getState();
    expect(now?.image).toBe(shown);
    expect(now?.image).not.toBe(middle);
    expect(drawing).toBe(false);
  });

  it('forgets another photo’s maps at once', async () => {
    onPage(quadratic());
    await refreshLook();
    onPage(lab.network!, 2);
    const drawn = refreshLook();
    expect(lowContrastStore.getState()).toMatchObject({ now: null, reference: null, drawing: true });
    await drawn;
    expect(lowContrastStore.getState().reference?.image).toBe(imageStore.getState().fitted);
  });
});

describe('the drawing of two objects', () => {
  it('is one whole drawing, with nothing from elsewhere, and has its objects where they are said to be', () => {
    const text = readFileSync(`drawings/${TWO_OBJECTS.url.replace('.png', '.svg')}`, 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="640"/);
    expect(text).not.toMatch(/<(script|image|use|foreignObject|style|a)\b|href|\son\w+=|url\((?!#)/);
    const drawn = [...text.matchAll(/<circle cx="(\d+)" cy="(\d+)" r="(\d+)"/g)].map((circle) =>
      circle.slice(1).map((number) => Number(number) / 640),
    );
    expect(drawn).toEqual(TWO_OBJECTS.discs.map(({ x, y, radius }) => [x, y, radius]));
  });
});

describe('a sweep', () => {
  it.each(['contrast', 'blur'] as const)('draws a map at every stop of %s', async (of) => {
    onPage(quadratic());
    sweepBy(of);
    await runSweep();
    const { sweep, running } = lowContrastStore.getState();
    expect(running).toBe(false);
    expect(sweep?.looks).toHaveLength(SWEEP_STOPS[of].length);
    expect(sweep?.looks[0]).toMatchObject({ likeness: 1, objects: null });
    expect(new Set(sweep?.looks.map(({ image }) => image.data.join())).size).toBe(SWEEP_STOPS[of].length);
  });

  it('keeps the maps it has when cancelled', async () => {
    onPage(quadratic());
    lab.gate = (kind) => {
      if (kind === 'run' && lab.begun.length === 5) cancelSweep();
      return null;
    };
    await runSweep();
    const { sweep, running } = lowContrastStore.getState();
    expect(running).toBe(false);
    // The first run draws the untouched photo's map, the fifth is the one cancelled.
    expect(sweep?.looks).toHaveLength(3);
  });

  describe('of the drawing of two objects', () => {
    const openDrawing = (): void => {
      onPage(quadratic());
      const bitmap = { close: () => undefined } as ImageBitmap;
      imageStore.setState({
        photo: { name: TWO_OBJECTS.name, bitmap, width: 640, height: 640, source: TWO_OBJECTS.url },
      });
    };
    const nameClasses = (...names: string[]): void => {
      const { info } = networkStore.getState();
      const classes = info!.classes.map(({ index }) => ({ index, name: names[index] ?? `class ${index}` }));
      networkStore.setState({ info: { ...info!, classes } });
    };

    it('measures the gap for their own class', async () => {
      openDrawing();
      nameClasses('quail', 'Golf ball');
      explainTwoObjects();
      await runSweep();
      const { sweep } = lowContrastStore.getState();
      expect(sweep?.question.target).toBe(1);
      for (const { objects } of sweep!.looks) {
        expect(objects?.valley).toBeGreaterThan(0);
        expect(objects?.inside).toBeGreaterThan(0);
        expect(objects?.inside).toBeLessThan(1);
      }
    });

    it.each([
      ['another class is explained', ['quail', 'golf ball']],
      ['the network has no such class', ['quail', 'hay']],
    ])('measures nothing where %s', async (_, names) => {
      openDrawing();
      nameClasses(...names);
      setTarget('saliency', 0);
      await runSweep();
      for (const { objects } of lowContrastStore.getState().sweep!.looks) expect(objects).toBeNull();
    });
  });
});

describe('a result that is behind what is chosen', () => {
  const sweepWords = () =>
    sweepMadeOtherwise(lowContrastStore.getState().sweep!, questionNow(), lowContrastStore.getState());
  const lineWords = () => lineMadeOtherwise(lineStore.getState().line!, questionNow(), lineStore.getState());

  it('says what a sweep was made with', async () => {
    onPage(linear());
    await runSweep();
    const other = questionNow()!.target === 0 ? 1 : 0;
    expect(sweepWords()).toEqual([]);
    sweepBy('blur');
    expect(sweepWords()).toEqual(['sweep: Contrast']);
    sweepBy('contrast');
    lowContrastStore.setState({ blur: 3, contrast: 40 });
    expect(sweepWords()).toEqual(['σ 0 px']);
    lowContrastStore.setState({ blur: 0 });
    setTarget('saliency', other);
    expect(sweepWords()).toEqual([`“${lowContrastStore.getState().sweep!.question.targetName}”`]);
    setTarget('saliency', null);
    imageStore.setState({ fitted: { ...imageStore.getState().fitted! } });
    expect(sweepWords()).toEqual(['another picture']);
    // Where nothing can be asked, nothing is behind.
    imageStore.setState({ fitted: null });
    expect(sweepWords()).toEqual([]);
  });

  it('says what a line was followed with, whichever method draws the map', async () => {
    onPage(linear());
    await followLine();
    expect(lineWords()).toEqual([]);
    setMethod('saliency', 'smooth-grad');
    expect(lineWords()).toEqual([]);
    set({ seed: 7 });
    expect(lineWords()).toEqual([]);
    lineStore.setState({ step: 20 });
    expect(lineWords()).toEqual(['‖dx‖ 5 in z-score space']);
    lineStore.setState({ direction: 'black' });
    expect(lineWords()).toEqual(['direction: Against the gradient', '‖dx‖ 5 in z-score space']);
    lineStore.setState({ direction: 'noise', step: 5 });
    await followLine();
    set({ seed: 8 });
    expect(lineWords()).toEqual(['seed 7']);
  });
});
