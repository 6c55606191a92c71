/** A piece of a message: its text, a place by its name and kind, or one with a text for each case. */
export type Token =
  | string
  | readonly [name: string, kind?: string, branches?: Readonly<Record<string, readonly Token[]>>];

/** What a message is read by: where it stands in its text. */
interface Reader {
  readonly text: string;
  at: number;
}

/** Messages are as many as the catalogues hold, and each is said again and again. */
const compiled = new Map<string, readonly Token[]>();

/**
 * A message as its text and its places, in order. Of ICU's messages it takes what the catalogues have: `{name}`,
 * `{name, number}`, `{count, plural, one {…} other {…}}`, the same with `select` and `selectordinal`, `#`, and quoted braces.
 * It is a tenth of the size of a whole parser, which the page would load before anything is seen.
 */
export function compileMessage(text: string): readonly Token[] {
  const known = compiled.get(text);
  if (known) return known;
  const message = tokensOf({ text, at: 0 }, false);
  compiled.set(text, message);
  return message;
}

function tokensOf(reader: Reader, inPlural: boolean): Token[] {
  const tokens: Token[] = [];
  let plain = '';
  const end = (): void => {
    if (plain !== '') tokens.push(plain);
    plain = '';
  };
  for (let next = reader.text[reader.at]; next !== undefined && next !== '}'; next = reader.text[reader.at]) {
    const quoted = /^'([{}#][^']*)'|^'(')/.exec(reader.text.slice(reader.at));
    if (quoted) {
      plain += quoted[1] ?? quoted[2] ?? '';
      reader.at += quoted[0].length;
    } else if (next === '{') {
      end();
      tokens.push(placeOf(reader));
    } else if (inPlural && next === '#') {
      end();
      tokens.push('#');
      reader.at += 1;
    } else {
      plain += next;
      reader.at += 1;
    }
  }
  end();
  return tokens;
}

/** A place, from its opening brace on. */
function placeOf(reader: Reader): Token {
  const [name = ''] = take(reader, /^\{\s*([\w]+)\s*/);
  if (reader.text[reader.at] === '}') {
    reader.at += 1;
    return [name];
  }
  const [kind = ''] = take(reader, /^,\s*(\w+)\s*/);
  if (reader.text[reader.at] === '}') {
    reader.at += 1;
    return [name, kind];
  }
  take(reader, /^,()\s*/);
  const branches: Record<string, readonly Token[]> = {};
  while (reader.text[reader.at] !== '}') {
    const [key = ''] = take(reader, /^=?(\w+)\s*\{/);
    branches[key] = tokensOf(reader, kind !== 'select');
    take(reader, /^\}()\s*/);
  }
  reader.at += 1;
  return [name, kind, branches];
}

/** What stands next, which is an error where the message is none. */
function take(reader: Reader, pattern: RegExp): string[] {
  const found = pattern.exec(reader.text.slice(reader.at));
  if (!found) throw new Error(`No message: “${reader.text}”, at ${reader.at}.`);
  reader.at += found[0].length;
  return found.slice(1);
}
