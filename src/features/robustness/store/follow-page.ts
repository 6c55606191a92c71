import { whenThereArePhotos } from '../../../page/photo/when-there-are-photos';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewFields } from '../../../page/settings/view-tables';
import { boardStore } from './board-store';
import { ROBUSTNESS_TABLE } from './robustness-params';

/**
 * Keeps the board's own settings in the address, and has a board that nothing was measured for begin with the photos of the tray.
 * Returns the function that stops it.
 */
export function followPage(): () => void {
  const unlink = linkViewSettings(boardStore, ROBUSTNESS_TABLE, {
    read: viewFields(ROBUSTNESS_TABLE),
    apply: (values) => boardStore.setState(values),
  });
  const leave = whenThereArePhotos(() => {
    if (Object.keys(boardStore.getState().cells).length === 0) boardStore.setState({ photos: 'opened' });
  });
  return () => {
    leave();
    unlink();
  };
}
