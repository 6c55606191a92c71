import { exportGraphModel } from '../../src/networks/exporters/graph-model';
import { exportTfjsLayers } from '../../src/networks/exporters/tfjs-layers';
import { thousandClasses } from '../../testing/thousand-classes';
import { expect, test, testPhotoFile } from './rig';

interface Served {
  readonly modelJson: unknown;
  readonly shards: ReadonlyMap<string, Uint8Array>;
}
const models = new Map<string, Served>([
  ['graph', exportGraphModel(thousandClasses(), { background: true })],
  ['layers', exportTfjsLayers(thousandClasses())],
]);

test('an independent judge sees what the network it was made from sees', async ({ lab }) => {
  const photo = `data:image/png;base64,${testPhotoFile(3, 224, 224).buffer.toString('base64')}`;
  const asked: string[] = [];
  lab.on('request', (request) => asked.push(request.url()));
  await lab.route('**/judge/**', (route) => {
    const [folder = '', name = ''] = route.request().url().split('/').slice(-2);
    const model = models.get(folder);
    const shard = model?.shards.get(name);
    if (name === 'model.json') return route.fulfill({ json: model?.modelJson });
    return shard ? route.fulfill({ body: Buffer.from(shard) }) : route.fulfill({ status: 404 });
  });
  const seen = await lab.evaluate(async (url) => {
    const image = await (await fetch(url)).blob();
    const network = await window.lucarne.load({ url: 'judge/layers/', preprocessing: 'tf' });
    const { top } = await window.lucarne.classify({ network, image });
    const before = await window.lucarne.memory();
    const graph = await window.lucarne.judge({ image, modelUrl: 'judge/graph/model.json' });
    const layers = await window.lucarne.judge({ image, modelUrl: 'judge/layers/', preprocessing: 'tf' });
    return { top, before, graph, layers, after: await window.lucarne.memory() };
  }, photo);
  for (const judgement of [seen.graph, seen.layers]) {
    expect(judgement.top.map(({ index }) => index)).toEqual(seen.top.slice(0, 5).map(({ index }) => index));
    judgement.top.forEach(({ probability }, i) =>
      expect(probability / (seen.top[i]?.probability ?? 0)).toBeCloseTo(1, 4),
    );
  }
  expect(seen.graph.source).toMatch(/\/judge\/graph\/model\.json$/);
  // The judge shares nothing with the engine, not even its tensors.
  expect(seen.after).toEqual(seen.before);
  expect(asked.filter((url) => url.includes('tfhub'))).toEqual([]);
});
