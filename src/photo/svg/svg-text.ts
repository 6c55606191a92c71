import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

const MOST_BYTES = 30e6;
const MOST_TAGS = 60_000;
/** Characters that entities may become. */
const MOST_EXPANDED = 2e6;

const OWN_ENTITIES = new Set(['lt', 'gt', 'amp', 'quot', 'apos']);

/** An SVG file's text, refused before it is parsed where parsing it alone would hold up the page. `file` names it. */
export async function svgText(blob: Blob, file: Phrase): Promise<string> {
  if (blob.size > MOST_BYTES) throw tooMuch(file);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags += 1;
  // Most elements have an end tag too.
  if (tags > 2 * MOST_TAGS || expandedLength(text) > MOST_EXPANDED) throw tooMuch(file);
  return text;
}

/** The sentence for a drawing that would hold up the page. */
export function tooMuch(file: Phrase): LabError {
  return new LabError(
    'unsupported-image',
    phrase('{file} is a drawing of so many shapes (SVG) that drawing it would hold up the page.', { file }),
    phrase('Open it in a drawing program, export it as PNG and drop that.'),
  );
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return 'utf-8';
  }
}

/** How long a file's own entities become, those within others counted; 0 where it has none. */
function expandedLength(text: string): number {
  const values = new Map(
    [...text.matchAll(/<!ENTITY\s+([^\s%]+)\s+(?:"([^"]*)"|'([^']*)')/g)].map(
      ([, name = '', double, single]) => [name, double ?? single ?? ''] as const,
    ),
  );
  if (values.size === 0) return 0;
  const lengths = new Map<string, number>();
  const lengthOf = (value: string): number => {
    let length = value.length;
    for (const [, name = ''] of value.matchAll(/&([^#;\s]+);/g)) {
      if (OWN_ENTITIES.has(name)) continue;
      if (!lengths.has(name)) {
        // While its own is counted: one that contains itself is an error to the parser.
        lengths.set(name, 0);
        lengths.set(name, lengthOf(values.get(name) ?? ''));
      }
      length += lengths.get(name) ?? 0;
    }
    return length;
  };
  return lengthOf(text) - text.length;
}
