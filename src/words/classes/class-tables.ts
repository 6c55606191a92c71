/** ImageNet's classes in another language, by their English names as the lab has them: our own translation. */
type ClassTable = Readonly<Record<string, string>>;

const FILES: Readonly<Record<string, () => Promise<ClassTable>>> = {
  fr: async () => (await import('./french.json')).default,
};
const loaded = new Map<string, ClassTable>();
/** The tables of several languages. */
export type ClassTables = readonly ClassTable[];

/** Fetches what a language calls the classes; nothing for one without a file of its own. Rejects where it cannot be fetched. */
export async function loadClassTable(language: string): Promise<ClassTable | undefined> {
  const table = await FILES[language]?.();
  if (table) loaded.set(language, table);
  return table;
}

/** Fetches what every language calls them. */
export async function loadClassTables(): Promise<ClassTables> {
  const tables = await Promise.all(Object.keys(FILES).map(loadClassTable));
  return tables.filter((table) => table !== undefined);
}

/** What a language calls a class; undefined for one that is not ImageNet's, or where its file has not come. */
export function inTable(language: string, name: string): string | undefined {
  return nameIn(loaded.get(language), name);
}

/** All that the tables call a class. */
export function namesIn(tables: ClassTables | null, name: string): readonly string[] {
  return (tables ?? []).flatMap((table) => nameIn(table, name) ?? []);
}

function nameIn(table: ClassTable | undefined, name: string): string | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
