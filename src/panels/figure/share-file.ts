/** Whether this device hands files on to other programs, as phones do; on a desk a file that is saved is at hand. */
export function sharesFiles(): boolean {
  const sharing = navigator as { readonly canShare?: Navigator['canShare'] };
  if (!sharing.canShare || !matchMedia('(pointer: coarse)').matches) return false;
  return navigator.canShare({ files: [new File([''], 'figure.png', { type: 'image/png' })] });
}

/** Hands a file to the program that the person chooses; choosing none is no failure. */
export async function shareFile(file: Blob, name: string): Promise<void> {
  await navigator.share({ files: [new File([file], name, { type: file.type })] });
}
