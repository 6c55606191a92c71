import { createStore } from 'zustand/vanilla';
import type { NewRow } from './edit-table';

/** What there is to say of the photos that came last, until others come or the person has read it. */
interface TableNews {
  /** Ids of the rows they became. */
  readonly arrived: readonly string[];
  /** Photos that are in the table already, and can be added again. */
  readonly repeated: readonly NewRow[];
  /** Files that are no pictures. */
  readonly leftOut: number;
}

const NONE: TableNews = { arrived: [], repeated: [], leftOut: 0 };

export const tableNews = createStore<TableNews>(() => NONE);

/** Says what came of photos that were brought to the table. */
export function tellNews(news: Partial<TableNews>): void {
  tableNews.setState({ ...NONE, ...news });
}
