/** Begins something and returns what ends it. */
type Start = () => () => void;

const starts = new Set<Start>();
let stops: (() => void)[] | null = null;

/** Has a part of the page whose code came later follow the page for as long as that stands; once, however often it is asked. */
export function followLate(start: Start): void {
  if (starts.has(start)) return;
  starts.add(start);
  stops?.push(start());
}

/** Lets late parts follow the page from now on, those that have come already first. Returns the function that ends it. */
export function admitLateParts(): () => void {
  const own = [...starts].map((start) => start());
  stops = own;
  return () => {
    if (stops === own) stops = null;
    for (const stop of own) stop();
  };
}
