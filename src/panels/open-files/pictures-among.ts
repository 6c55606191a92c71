const IS_PICTURE = /\.(?:png|jpe?g|jfif|webp|gif|avif|bmp|svg)$/i;

/** The pictures among files, in the order of their names: a folder's other files are left out. */
export function picturesAmong(files: readonly File[]): readonly File[] {
  const order = new Intl.Collator('en', { numeric: true });
  return files
    .filter(({ type, name }) => type.startsWith('image/') || IS_PICTURE.test(name))
    .toSorted((a, b) => order.compare(a.name, b.name));
}
