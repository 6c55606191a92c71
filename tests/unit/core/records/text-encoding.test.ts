import { describe, expect, it } from 'vitest';
import { parseClassNames } from '../../../../src/core/records/class-list';
import { decodeText } from '../../../../src/core/records/text-encoding';

const NAMES = ['fourmi', 'abeille', 'pépée', 'ÿ'];
const text = NAMES.join('\r\n');
/** Every letter's code unit. */
const codes = Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (little: boolean): number[] =>
  codes.flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255]));

describe('a list of names is read in the encoding it was saved in', () => {
  it.each<[string, readonly number[]]>([
    ['UTF-8', [...new TextEncoder().encode(text)]],
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]],
    ['Windows-1252', codes],
    ['UTF-16, little end first', [0xff, 0xfe, ...utf16(true)]],
    ['UTF-16, big end first', [0xfe, 0xff, ...utf16(false)]],
    ['UTF-16 without a mark', utf16(true)],
  ])('%s', (_, bytes) => {
    expect(parseClassNames(decodeText(Uint8Array.from(bytes)))).toEqual({ names: NAMES });
  });

  it('Latin-1, which Windows-1252 holds', () => {
    expect(decodeText(Uint8Array.from([0x63, 0x68, 0xe9, 0x72, 0x69]))).toBe('chéri');
  });
});
