import { attributionPicture } from '../../canvas/attribution-picture';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Frame } from '../../core/records/frame';
import type { Figure, FigureCell } from '../../export/figure/figure';
import { fileNameOf, joined } from '../../export/file-name';
import { toDataUrl } from '../../export/picture-png';
import { mapReadingOf } from '../../page/run/map-reading';
import type { MapRequest } from '../../page/request/map-request';
import { recipeOfRequest } from '../../page/request/recipe-of-request';
import { settingsStore } from '../../page/settings/settings-store';
import { viewDefaults } from '../../page/settings/view-tables';
import { viewNamed } from '../../page/settings/views';
import type { ViewFigure } from '../feature';
import { madeOf } from './made-of';
import type { SavedChartProps } from './SavedChart';
import { chartOfLines } from './save-chart';

interface WorkFigure extends Pick<Figure, 'rows'> {
  /** Id of the view, and of what it shows. */
  readonly view: string;
  readonly part: string;
  /** What it shows. */
  readonly title: string;
  readonly charts?: readonly SavedChartProps[];
  /** What has come of it, in whole sentences. */
  readonly findings: readonly string[];
  readonly formula: string;
  /** What its maps are asked for. */
  readonly request: MapRequest & { readonly target: number };
  /** The photo as the network saw it. */
  readonly image: PixelImage;
}

/** The figure of a view that draws maps of its own: its pictures, its charts, and a caption. The file brings the view's settings back. */
export async function workFigure({
  view,
  part,
  title,
  rows,
  charts = [],
  findings,
  formula,
  request,
  image,
}: WorkFigure): Promise<ViewFigure> {
  const recipe = recipeOfRequest(request, request.target);
  const made = madeOf(recipe);
  return {
    figure: {
      rows,
      charts: charts.map((chart) =>
        chartOfLines(
          chart,
          // What the figure finds is not said twice.
          chart
            .caption()
            .slice(0, 1)
            .filter((line) => !findings.includes(line)),
        ),
      ),
      lead: [title, made.title].join(' · '),
      notes: [...findings, made.of, formula, made.numbers].filter((note) => note !== ''),
    },
    record: {
      ...{ recipe, picture: 'figure', scale: 1 },
      view: { id: view, params: paramsOf(view) },
      input: await toDataUrl(image),
    },
    fileName: `${joined([view, part])}-${fileNameOf(recipe, 'figure', 1)}`,
  };
}

/** A view's own settings as they stand. */
function paramsOf(view: string): Readonly<Record<string, string | number | boolean>> {
  const { params } = settingsStore.getState();
  const tables = viewNamed(view)?.settings ?? [];
  return Object.fromEntries(
    tables.flatMap((table) => Object.entries({ ...viewDefaults(table), ...params[table.id] })),
  );
}

/** A map of a figure, in the colours the settings choose, with its words below. */
export function mapCell(frame: Frame | null, ...words: readonly string[]): FigureCell {
  return { picture: () => frame && attributionPicture(frame, mapReadingOf(settingsStore.getState())), words };
}

/** A picture of a figure as it is. */
export function pictureCell(picture: PixelImage | null, ...words: readonly string[]): FigureCell {
  return { picture: () => picture, words };
}
