import { plainName } from '../core/records/plain-name';
import type { Recipe } from '../core/records/recipe';
import type { PictureKind } from './run-record';

/** A part of a name: letters, and bytes in UTF-8. Four parts and what lies between them stay below the 255 bytes a file system takes. */
const PART = { letters: 40, bytes: 48 };
/** Windows takes these for devices, whatever ending follows: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/u;

/** A file name that says which run a picture is of: `quail-targeted-gradient-stingray-squeezenet1.1-seed0-result-2x.png`. */
export function fileNameOf(recipe: Recipe, picture: PictureKind | 'figure', scale: number): string {
  const name = joined([
    recipe.image === undefined ? undefined : slug(stemOf(recipe.image)) || 'picture',
    recipe.method,
    recipe.targetName || `class-${recipe.target}`,
    recipe.network,
    `seed${recipe.seed}`,
    picture,
    scale > 1 ? `${scale}x` : undefined,
  ]);
  return `${name}.png`;
}

/** The parts that say something, as slugs, with hyphens between them. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => slug(part ?? ''))
    .filter(Boolean)
    .join('-');
}

/** A file's name without its ending, where it has one. */
export function stemOf(name: string): string {
  return name.replace(/\.[a-zA-Z0-9]{2,5}$/, '');
}

/**
 * A text as a part of a file name: letters and digits of every script, points between them, hyphens for all else; at most
 * 40 letters and 48 bytes. Never hidden, and never a device of Windows.
 */
export function slug(text: string): string {
  const plain = plainName(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}.]+/gu, '-')
    .replace(/\.{2,}/g, '.');
  const part = trimmed(cut(trimmed(plain)));
  return part.replace(DEVICE, '$1-');
}

/** Without points and hyphens at its ends. */
function trimmed(text: string): string {
  return text.replace(/^[-.]+|[-.]+$/g, '');
}

function cut(text: string): string {
  let bytes = 0;
  const letters = Array.from(text)
    .slice(0, PART.letters)
    .filter((letter) => (bytes += utf8Bytes(letter)) <= PART.bytes);
  return letters.join('');
}

function utf8Bytes(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
