/**
 * The address of the file where one is given of the page about it, as GitHub and Hugging Face show files: those let any page read
 * the file itself. Any other address as it is.
 */
export function fileBehind(address: URL): URL {
  const [owner, repository, kind, ...path] = address.pathname.split('/').slice(1);
  if (path.length < 2 || (kind !== 'blob' && kind !== 'raw')) return address;
  if (address.hostname === 'github.com')
    return new URL(`https://raw.githubusercontent.com/${[owner, repository, ...path].join('/')}`);
  if (address.hostname === 'huggingface.co')
    return new URL(`https://huggingface.co/${[owner, repository, 'resolve', ...path].join('/')}`);
  return address;
}
