// What is fetched when the view is first shown.
import { createElement } from 'react';
import { linkViewSettings } from '../../page/settings/link-view-settings';
import { viewFields } from '../../page/settings/view-tables';
import { VISUALISATION_SWEEP } from './store/sweeps';
import { SweepView } from './view/SweepView';

export function View() {
  return createElement(SweepView, { sweep: VISUALISATION_SWEEP });
}

/** Keeps the sheet's own settings in the address. Returns the function that stops it. */
export function followPage(): () => void {
  const { store, table } = VISUALISATION_SWEEP;
  return linkViewSettings(store, table, {
    read: viewFields(table),
    apply: (values) => store.setState(values),
  });
}
