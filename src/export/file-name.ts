import type { Recipe } from '../core/recipe';
import type { PictureKind } from './run-record';

/** A file name that says which run a picture is of: `quail-targeted-gradient-stingray-squeezenet1.1-seed0-result-2x.png`. */
export function fileNameOf(recipe: Recipe, picture: PictureKind, scale: number): string {
  const parts = [
    recipe.image?.replace(/\.[^.]*$/, ''),
    recipe.method,
    recipe.targetName ?? `class-${recipe.target}`,
    recipe.network,
    `seed${recipe.seed}`,
    picture,
    scale > 1 ? `${scale}x` : undefined,
  ];
  return `${parts.flatMap((part) => (part ? [slug(part)] : [])).join('-')}.png`;
}

/** A text as a part of a file name: ASCII letters, digits, points and hyphens, at most 40. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-zA-Z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .toLowerCase();
}
