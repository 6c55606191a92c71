/** What drawing an element costs, in drawings of one small shape. Measured with Chromium and Firefox. */
const ONE = 1;
/** An instance that `use` makes costs more than an element that is there. */
const INSTANCE = 4;
const FILTER_STEP = 500;
/** These look at many pixels for each one. */
const SLOW_FILTER_STEP = 3000;
const SLOW_STEPS = new Set(['feConvolveMatrix', 'feMorphology', 'feTurbulence']);

/** More than this holds up the page for seconds. */
export const MOST_SVG_COST = 60_000;
/** Deeper nesting is no drawing. */
const DEEPEST = 400;

/**
 * What drawing an SVG costs, in small shapes; `Infinity` where it is beyond `MOST_SVG_COST`. Everything that is drawn again by
 * reference is counted each time: `use`, patterns, masks, clips, markers and filters, however they are nested.
 */
export function svgCost(root: Element): number {
  const byId = new Map<string, Element>();
  for (const element of root.querySelectorAll('[id]'))
    if (!byId.has(element.id)) byId.set(element.id, element);
  const styled = styledReferences(root);
  const known = new Map<Element, number>();
  const open = new Set<Element>();

  const costOf = (element: Element, depth: number): number => {
    const before = known.get(element);
    if (before !== undefined) return before;
    // A drawing that shows itself: browsers leave that out.
    if (open.has(element)) return 0;
    if (depth > DEEPEST) return Infinity;
    open.add(element);
    let cost = ownCost(element);
    for (const child of element.children) cost += costOf(child, depth + 1);
    for (const { id, times } of referencesOf(element, styled)) {
      const target = byId.get(id);
      if (target) cost += times * costOf(target, depth + 1);
    }
    open.delete(element);
    const bounded = cost > MOST_SVG_COST ? Infinity : cost;
    known.set(element, bounded);
    return bounded;
  };
  return costOf(root, 0);
}

function ownCost({ localName }: Element): number {
  if (SLOW_STEPS.has(localName)) return SLOW_FILTER_STEP;
  return localName.startsWith('fe') ? FILTER_STEP : ONE;
}

interface Reference {
  readonly id: string;
  readonly times: number;
}

const BY_URL = /url\(\s*['"]?#([^'")]+)['"]?\s*\)/g;

function referencesOf(element: Element, styled: ReadonlyMap<string, readonly string[]>): Reference[] {
  const references: Reference[] = [];
  for (const { localName, value } of element.attributes) {
    if (localName === 'href' && value.startsWith('#'))
      references.push({ id: value.slice(1), times: element.localName === 'use' ? INSTANCE : 1 });
    const times = localName.startsWith('marker') ? cornersOf(element) : 1;
    for (const [, id = ''] of value.matchAll(BY_URL)) references.push({ id, times });
  }
  if (styled.size > 0) {
    const names = [
      '*',
      element.localName,
      `#${element.id}`,
      ...[...element.classList].map((name) => `.${name}`),
    ];
    for (const id of names.flatMap((name) => styled.get(name) ?? []))
      references.push({ id, times: cornersOf(element) });
  }
  return references;
}

/** Corners of a line, at each of which a marker is drawn; 1 for other elements. */
function cornersOf(element: Element): number {
  const line = element.getAttribute('d') ?? element.getAttribute('points') ?? '';
  return Math.max(1, Math.ceil((line.match(/\d+/g)?.length ?? 0) / 2));
}

/** What the drawing's style rules refer to, by the class, id or name that their selectors end with. */
function styledReferences(root: Element): Map<string, string[]> {
  const references = new Map<string, string[]>();
  const rules = [...root.getElementsByTagName('style')].map(({ textContent }) => textContent).join('\n');
  for (const [, selectors = '', body = ''] of rules.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const ids = [...body.matchAll(BY_URL)].map(([, id = '']) => id);
    if (ids.length === 0) continue;
    for (const selector of selectors.split(',')) {
      const name = /[.#]?[\w-]+\s*$|\*\s*$/.exec(selector)?.[0].trim() ?? '*';
      references.set(name, [...(references.get(name) ?? []), ...ids]);
    }
  }
  return references;
}
