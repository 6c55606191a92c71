// What is fetched when the view is first shown.
import { linkViewSettings } from '../../page/settings/link-view-settings';
import { viewFields } from '../../page/settings/view-tables';
import { boardStore } from './store/board-store';
import { ROBUSTNESS_TABLE } from './store/robustness-params';

export { BoardView as View } from './view/BoardView';

/** Keeps the board's own settings in the address. Returns the function that stops it. */
export function followPage(): () => void {
  return linkViewSettings(boardStore, ROBUSTNESS_TABLE, {
    read: viewFields(ROBUSTNESS_TABLE),
    apply: (values) => boardStore.setState(values),
  });
}
