import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NetworkRow } from '../../../../src/engine/protocol/protocol';
import { twinOf, twinsOf } from '../../../../src/page/network/robust-twin';
import { readModelRows } from '../../../../scripts/model-rows';

const row = (id: string, more: Partial<NetworkRow> = {}): NetworkRow => ({
  id,
  title: id,
  classes: 2,
  bundled: true,
  loaded: false,
  origin: 'served',
  ...more,
});
const robust = { standard: 'plain', radius: 4, training: 'So.', measured: [] };

describe('the twin of a network', () => {
  const rows = [row('plain'), row('other'), row('firm', { robust })];

  it('is found from either of the two, and from no other', () => {
    expect(twinsOf(rows, 'plain')).toEqual({ standard: rows[0], robust: rows[2] });
    expect(twinsOf(rows, 'firm')).toEqual(twinsOf(rows, 'plain'));
    expect(twinsOf(rows, 'other')).toBeNull();
    expect([twinOf(rows, 'plain')?.id, twinOf(rows, 'firm')?.id, twinOf(rows, 'other')]).toEqual([
      'firm',
      'plain',
      null,
    ]);
  });

  it('is none where the standard one is not here, or would have to be downloaded', () => {
    expect(twinsOf([row('firm', { robust })], 'firm')).toBeNull();
    expect(twinsOf([row('plain', { origin: 'zoo' }), row('firm', { robust })], 'firm')).toBeNull();
    expect(twinsOf([row('firm', { robust: { ...robust, standard: 'firm' } })], 'firm')).toBeNull();
  });
});

describe('the bundled robust network', () => {
  it('is the twin of a bundled one with the same classes, layers and input, and comes after it', async () => {
    const rows = (await readModelRows('models', () => undefined)).filter(({ bundled }) => bundled);
    const found = rows.flatMap(({ id, robust: note }) => (note ? [{ id, standard: note.standard }] : []));
    expect(found.length).toBeGreaterThan(0);
    for (const { id, standard } of found) {
      const places = [standard, id].map((wanted) => rows.findIndex((entry) => entry.id === wanted));
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(places[1]).toBeGreaterThan(places[0]!);
      expect(shapeOf(id)).toEqual(shapeOf(standard));
    }
  });
});

/** All that a network is, but for its name and the values of its weights. */
function shapeOf(id: string): unknown {
  const model = JSON.parse(readFileSync(`models/${id}/model.json`, 'utf8')) as {
    readonly modelTopology: { readonly model_config: { readonly config: { readonly layers: unknown } } };
    readonly weightsManifest: unknown;
    readonly userDefinedMetadata: {
      readonly lucarne: { readonly classes: unknown; readonly input: unknown };
    };
  };
  const { classes, input } = model.userDefinedMetadata.lucarne;
  return {
    layers: model.modelTopology.model_config.config.layers,
    weights: model.weightsManifest,
    classes,
    input,
  };
}
