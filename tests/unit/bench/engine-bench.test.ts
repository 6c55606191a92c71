import { describe, expect, it } from 'vitest';
import { mergeActivations } from '../../../bench/engine/merge-activations';
import type { EngineRow } from '../../../bench/engine-row';
import { type EngineResults, targetsOf } from '../../../bench/engine-targets';
import { interleaved, spreadOf } from '../../../bench/statistics';
import { exportTfjsLayers } from '../../../src/networks/exporters/tfjs-layers';
import { tinyNetwork } from '../../../testing/tiny-network';

describe('statistics', () => {
  it('gives the median and quartiles of a few numbers', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25, count: 4 });
    expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7, count: 1 });
    expect(spreadOf([]).median).toBeNaN();
  });

  it('times in turn, a slow one once, and stops when the time is spent', async () => {
    let clock = 0;
    const order: string[] = [];
    const timer = (name: string, ms: number) => () => {
      order.push(name);
      clock += ms;
      return Promise.resolve(ms);
    };
    const options = { repeats: 5, budgetMs: 150, onceAboveMs: 60, now: () => clock };
    const spread = await interleaved({ quick: timer('quick', 20), slow: timer('slow', 70) }, options);
    expect(order).toEqual(['quick', 'slow', 'quick', 'quick', 'quick']);
    expect(spread.quick).toMatchObject({ median: 20, count: 4 });
    expect(spread.slow).toMatchObject({ median: 70, count: 1 });
  });
});

describe('the stock model', () => {
  interface Written {
    readonly model_config: {
      readonly config: {
        readonly layers: readonly {
          class_name: string;
          config: Record<string, unknown>;
          inbound_nodes: unknown;
        }[];
      };
    };
  }

  it('has its rectifiers in the layers they alone read', () => {
    const { modelTopology } = exportTfjsLayers(tinyNetwork()).modelJson;
    const { layers } = (mergeActivations(modelTopology) as Written).model_config.config;
    expect(layers.map((layer) => layer.class_name)).not.toContain('ReLU');
    const activations = layers
      .filter(({ class_name: name }) => name === 'Conv2D')
      .map(({ config }) => config['activation']);
    expect(activations).toEqual(['relu', 'relu', 'relu', 'relu', 'linear']);
    const concat = layers.find(({ class_name: name }) => name === 'Concatenate');
    expect(JSON.stringify(concat?.inbound_nodes)).toBe('[[["expand1",0,0,{}],["expand3",0,0,{}]]]');
  });
});

describe('targets', () => {
  const counts = (launches: number) => ({ kernels: 1, launches, readBytes: 0 });
  const row = (given: Partial<EngineRow>): EngineRow => ({
    backend: 'wasm',
    threads: 1,
    asShipped: true,
    software: false,
    network: 'squeezenet1.1',
    size: [224, 224],
    parameters: 1,
    forwardMs: 10,
    gradientMs: 20,
    stockForwardMs: null,
    stockGradientMs: 200,
    torchForwardMs: null,
    torchGradientMs: 15,
    torchAllThreadsGradientMs: null,
    spread: {},
    counts: {},
    fromStock: 1e-6,
    fromExact: null,
    stockFromExact: null,
    fromTorch: 1e-6,
    exercises: [],
    ...given,
  });
  const missed = (results: Partial<EngineResults>): string[] =>
    targetsOf({ rows: [], endurance: null, vgg19TabBytes: null, ...results })
      .filter(({ met }) => !met)
      .map(({ name }) => name);

  it('are met by a run that is fast enough, and each is missed by one that is not', () => {
    expect(missed({ rows: [row({})] })).toEqual([]);
    const slow = row({ forwardMs: 7, stockGradientMs: 100, torchGradientMs: 9, fromStock: NaN });
    expect(missed({ rows: [slow] })).toEqual([
      'squeezenet1.1 on wasm, 1 thread: gradient / forward',
      'squeezenet1.1 on wasm, 1 thread: stock gradient / gradient',
      "squeezenet1.1 on wasm, 1 thread: gradient / PyTorch's on one thread",
      'squeezenet1.1 on wasm, 1 thread: difference from the stock gradient',
    ]);
  });

  it('hold the gradient to the float64 one where there is one, else to the stock one', () => {
    const deep = { fromStock: 6e-3, fromExact: 5e-3 };
    expect(missed({ rows: [row({ ...deep, stockFromExact: 5e-3 })] })).toEqual([]);
    expect(missed({ rows: [row({ ...deep, stockFromExact: 1e-6 })] })).toEqual([
      'squeezenet1.1 on wasm, 1 thread: error of the gradient / of the stock one',
    ]);
  });

  it('look at launches and at what is held on a GPU', () => {
    const held = (step: number, programs: number, tensors: number) => ({
      step,
      programs,
      tensors,
      bytes: 1,
      backendBytes: 100,
    });
    const webgl = row({
      backend: 'webgl',
      software: true,
      stockGradientMs: 29,
      counts: { forward: counts(10), gradient: counts(27) },
      exercises: [
        {
          exercise: 'visualization',
          method: 'class-visualization',
          perStep: counts(9),
          held: [held(10, 28, 5), held(1000, 61, 6)],
        },
      ],
    });
    expect(missed({ rows: [webgl] })).toEqual([
      'squeezenet1.1 on webgl: stock gradient / gradient',
      'squeezenet1.1 on webgl: launches of a gradient / of forward',
      'squeezenet1.1 on webgl, visualization, step 1000 against 10: more tensors',
      'squeezenet1.1 on webgl, visualization, step 1000 against 10: more shader programs',
    ]);
  });

  it('hold a step to its gradient, and one that is shown to a forward pass more', () => {
    const rates = (hidden: number, shown: number) =>
      (['saliency', 'fooling'] as const).map((exercise) => ({
        exercise,
        stepsPerSecond: 1000 / hidden,
        stepsPerSecondShown: 1000 / shown,
      }));
    expect(missed({ rows: [{ ...row({}), rates: rates(22.9, 34.4) }] })).toEqual([]);
    expect(missed({ rows: [{ ...row({}), rates: rates(23.1, 34.6) }] })).toEqual([
      'squeezenet1.1 on wasm, 1 thread, saliency: a step / its gradient',
      'squeezenet1.1 on wasm, 1 thread, saliency: a step shown / gradient and forward',
      'squeezenet1.1 on wasm, 1 thread, fooling: a step / its gradient',
      'squeezenet1.1 on wasm, 1 thread, fooling: a step shown / gradient and forward',
    ]);
  });

  it('say nothing of what was not measured', () => {
    expect(targetsOf({ rows: [], endurance: null, vgg19TabBytes: null })).toEqual([]);
    expect(missed({ vgg19TabBytes: 1.7e9 })).toHaveLength(1);
  });
});
