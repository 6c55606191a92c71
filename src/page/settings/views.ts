import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Exercise } from '../../methods/catalog/params';
import type { ViewTable } from './view-tables';
import type { Words } from '../../words/message';

/** A picture to open: a file, or where it lies. */
export interface NamedSource {
  readonly name: string;
  readonly source: Blob | string;
}

/** What brings a view's own work back from a card. */
export interface ShelvedWork {
  /** Shows what was made. `input` is the photo as the network sees it: once kept with the card, then the page's own. Throws where it is not whole. */
  readonly restore: (state: unknown, input: PixelImage | null) => void;
  /** Goes on with it where it was stopped; resolves at its end. */
  readonly goOn?: () => Promise<unknown>;
  /** Makes it again from its beginning. */
  readonly runAgain?: () => Promise<unknown>;
}

/** What the page knows of a view of an exercise, whatever it looks like. */
export interface PageView {
  /** Its one name: in links, in the code and in the name of its folder. */
  readonly id: string;
  /** What links called it before. */
  readonly formerly?: string;
  readonly exercise: Exercise;
  readonly settings: readonly ViewTable[];
  /** Whether it shows work of its own, so that the exercise's own run, or map, is nowhere to be seen. */
  readonly ownMaps?: boolean;
  /**
   * Has it follow the page from its beginning on, shown or not; `report` is told what fails meanwhile. Returns the function that
   * stops it.
   */
  readonly follow?: (report: (thrown: unknown) => void) => () => void;
  /** What brings its work back from a card; `'run'` where all its work is its exercise's run, which is a card by itself. */
  readonly shelved: 'run' | (() => Promise<ShelvedWork>);
  /** What it does with photos that are opened while it is shown; without this the first becomes the page's, and no more. */
  readonly photos?: {
    /** `leftOut`: files that came with them and are none. */
    readonly take: (photos: readonly NamedSource[], leftOut: number) => Promise<void>;
    /** What is said while photos are dragged over the page. */
    readonly hint: Words;
  };
}

/** The setting that says which view of an exercise is shown. */
export const VIEW_SETTING = {
  saliency: 'saliencyView',
  fooling: 'foolingView',
  visualization: 'visualizationView',
} as const satisfies Record<Exercise, string>;

/** The view of each exercise that is chosen, by id. */
export type ChosenViews = Readonly<Record<(typeof VIEW_SETTING)[Exercise], string>>;

/** What says which view is on screen. */
export interface ShownView extends ChosenViews {
  readonly exercise: Exercise;
}

/** The view that is chosen for the exercise on screen. */
export function chosenView(shown: ShownView): string {
  return shown[VIEW_SETTING[shown.exercise]];
}

let views: readonly PageView[] = [];

/** Tells the page its views, in their order. */
export function provideViews(given: readonly PageView[]): void {
  views = given;
}

/** Every table of the views' own settings. */
export function viewTables(): readonly ViewTable[] {
  return views.flatMap(({ settings }) => settings);
}

/** Of some views those of the exercise on screen, and the one of them that is shown: what is chosen, else the first. */
export function shownAmong<V extends PageView>(some: readonly V[], shown: ShownView) {
  const all = some.filter((view) => view.exercise === shown.exercise);
  return { all, shown: all.find(({ id }) => id === chosenView(shown)) ?? all[0] };
}

/** The view on screen; undefined where the page was given none. */
export function viewShown(shown: ShownView): PageView | undefined {
  return shownAmong(views, shown).shown;
}

/** What brings a view's own work back from a card; null where it has none, or there is no such view. */
export async function shelvedWorkOf(name: string): Promise<ShelvedWork | null> {
  const { shelved = 'run' } = viewNamed(name) ?? {};
  return shelved === 'run' ? null : shelved();
}

/** The view of a name, or of a name that links once had for it; undefined where there is none. */
export function viewNamed(name: string): PageView | undefined {
  return views.find(({ id }) => id === name) ?? views.find(({ formerly }) => formerly === name);
}
