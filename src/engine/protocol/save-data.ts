/** Whether the browser has been told to save data: then nothing is fetched ahead. Only some browsers say so. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
