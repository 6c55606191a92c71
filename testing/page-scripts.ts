/**
 * The scripts a page itself takes to start, out of the text of everything it fetched by address: those its document names and
 * what they import without waiting, not what its workers do.
 */
export function pageScripts(texts: ReadonlyMap<string, string>, document: string): Set<string> {
  const named = (text: string, pattern: RegExp, from: string): string[] =>
    [...text.matchAll(pattern)].map((match) => new URL(match[1] ?? '', from).href);
  const found = new Set(named(texts.get(document) ?? '', /(?:src|href)="([^"]+\.js)"/g, document));
  // What is added on the way is gone through too.
  for (const url of found) {
    for (const next of named(texts.get(url) ?? '', /(?:from|import)\s*"([^"]+\.js)"/g, url)) found.add(next);
  }
  return found;
}
