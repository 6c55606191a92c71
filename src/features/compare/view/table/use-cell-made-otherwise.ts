import { useStore } from 'zustand';
import { askedClass, cellKey } from '../../store/cell-request';
import { compareStore, type CellResult } from '../../store/compare-store';
import { columnParams } from '../../store/edit-table';
import { madeOtherwise } from '../../../../page/run/made-with';
import { sameClass } from '../../../../page/network/same-class';
import { seesStore } from '../../../../page/network/sees-store';
import { settingsStore } from '../../../../page/settings/settings-store';

/** In what a cell's map differs from what its row and column would be asked for now. */
export function useCellMadeOtherwise(
  row: string,
  column: string,
  { key, recipe }: CellResult,
): readonly string[] {
  const { rows, columns, networks } = useStore(compareStore);
  useStore(settingsStore);
  useStore(seesStore);
  const own = rows.find(({ id }) => id === row)?.ownClass ?? null;
  const asks = columns.find(({ id }) => id === column);
  if (!asks || cellKey(asks, own) === key) return [];
  const { seed, fit } = settingsStore.getState();
  const wanted = askedClass(own);
  const classes = networks[asks.network]?.classes ?? [];
  const { network, method } = asks;
  const words = madeOtherwise(recipe, {
    network,
    method,
    params: columnParams(asks),
    target: wanted && sameClass(classes, wanted),
    seed,
    fit,
  });
  // What is left is the photo's fit, or the rule for its class.
  return words.length > 0
    ? words
    : [`“${recipe.targetName ?? recipe.target}”`, `photo fitted: ${recipe.fit}`];
}
