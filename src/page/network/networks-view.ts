import { createStore } from 'zustand/vanilla';

/** What the Networks dialog shows: nothing, the list (at one network, or at "Your own"), or the network in use. */
export type NetworksView =
  | { readonly kind: 'closed' }
  | { readonly kind: 'list'; readonly at?: string }
  /** `change`: at how it is read. */
  | { readonly kind: 'details'; readonly change?: boolean };

export const networksView = createStore<{ readonly view: NetworksView }>(() => ({
  view: { kind: 'closed' },
}));

/** Where the list opens for a file or an address of the person's own. */
export const OWN = 'your-own';
/** There, with what to run for networks of other formats. */
export const RECIPES = 'export-recipes';

/** Opens the dialog on its list; `at` is a network's id, or `OWN`. */
export function showNetworks(at?: string): void {
  networksView.setState({ view: at === undefined ? { kind: 'list' } : { kind: 'list', at } });
}

/** Opens the dialog on what is known of the network in use. */
export function showDetails(): void {
  networksView.setState({ view: { kind: 'details' } });
}

/** Opens the dialog where how the network in use is read can be changed. */
export function showInterpretation(): void {
  networksView.setState({ view: { kind: 'details', change: true } });
}

export function closeNetworks(): void {
  networksView.setState({ view: { kind: 'closed' } });
}
