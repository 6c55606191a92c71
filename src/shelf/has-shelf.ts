import { SHELF_NAME } from './shelf-name';

/** Whether this browser has ever kept a card; true where it does not say. Makes no database by asking. */
export async function hasShelf(): Promise<boolean> {
  if (!('indexedDB' in globalThis)) return false;
  // Not there in every browser.
  const { databases } = indexedDB as { readonly databases?: IDBFactory['databases'] };
  const kept = await databases?.call(indexedDB).catch(() => undefined);
  return kept?.some(({ name }) => name === SHELF_NAME) ?? true;
}
