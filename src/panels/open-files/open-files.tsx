import { LabError } from '../../core/records/lab-error';
import { openImage } from '../../page/photo/image-store';
import { openNetwork } from '../../page/network/network-store';
import { carriedByClipboard, type Carried } from './carried';
import { nameOfAddress } from './carried-addresses';
import { applyClassList, classListIn } from '../network/class-list';
import { areOfNetwork, folderOf } from '../network/network-files';
import { showOwnNetworkNotice } from '../network/own-network-notice';
import type { NamedSource } from '../../page/settings/views';
import { named, openOneOf, openPictures } from './open-pictures';
import { picturesAmong } from './pictures-among';
import { showNotice, showError } from '../notices';
import { phrase, say } from '../../words/say';

/**
 * Opens whatever was dropped, pasted or picked: photos, an exported PNG (its run comes back), a network, both at once, or
 * a list of class names for the network in use.
 */
export async function openFiles(files: readonly File[]): Promise<void> {
  const pictures = picturesAmong(files);
  const others = files.filter((file) => !pictures.includes(file));
  try {
    const list = await classListIn(files);
    if (list !== null) {
      sayNames(await applyClassList(list, files[0]?.name ?? ''));
      return;
    }
    const network = await areOfNetwork(others);
    const left = network ? 0 : others.length;
    // A file whose name says nothing may be a picture all the same.
    const photos = pictures.length > 0 || network ? pictures : others.slice(0, 1);
    await Promise.all([
      network ? openDroppedNetwork(others) : null,
      openPictures(photos, pictures.length > 0 ? left : 0),
    ]);
  } catch (thrown) {
    showError(thrown);
  }
}

/** Opens what a drag or the clipboard brings: files; or the one picture it names, wherever that can be read. */
export async function openCarried({ files, addresses, text }: Carried): Promise<void> {
  const [only, ...more] = files;
  if (addresses.length === 0 || more.length > 0 || (only && picturesAmong([only]).length === 0)) {
    if (files.length === 0) throw nothingIn(text);
    await openFiles(files);
    return;
  }
  const [address] = addresses;
  if (!only && address !== undefined && openOtherAddress(address)) return;
  // The browser may add the picture itself to its address.
  await openOneOf([...(only ? [named(only)] : []), ...(await Promise.all(addresses.map(placeOf)))]);
}

/** Opens a picture from an address, or a bundled sample. */
export async function openUrl(url: string, name: string): Promise<void> {
  try {
    await openImage(url, name);
  } catch (thrown) {
    showError(thrown);
  }
}

/** Opens a network from an address. */
export async function openNetworkAddress(url: string): Promise<void> {
  const title = url.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) || url;
  const info = await openNetwork({ url }, title);
  if (info) showOwnNetworkNotice(info);
}

/** Opens the picture on the clipboard, where the browser lets a page read it. */
export async function pasteFromClipboard(): Promise<void> {
  try {
    await openCarried(await carriedByClipboard());
  } catch (thrown) {
    const denied = thrown instanceof DOMException;
    showError(
      denied
        ? new LabError(
            'unsupported-image',
            phrase('The browser did not let the page read the clipboard.'),
            phrase('Press Ctrl+V (⌘V) instead.'),
          )
        : thrown,
    );
  }
}

/** An address that is a link of this page, or a network's, is no picture's. Returns whether it was one of these. */
function openOtherAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.origin === location.origin && url.pathname === location.pathname && url.hash !== '') {
    location.hash = url.hash;
    return true;
  }
  if (!/\.(onnx|json|keras|h5|hdf5)$/i.test(url.pathname)) return false;
  void openNetworkAddress(address);
  return true;
}

/** A picture written out in its address becomes a file: addresses are kept and shown, and this one is as long as the picture. */
async function placeOf(address: string): Promise<NamedSource> {
  const name = nameOfAddress(address);
  if (!/^data:/i.test(address)) return { name, source: address };
  try {
    const blob = await (await fetch(address)).blob();
    return named(new File([blob], name, { type: blob.type }));
  } catch (cause) {
    throw new LabError(
      'unsupported-image',
      phrase('The data: address holds no picture: it is cut short or not well formed.'),
      phrase('Copy the picture itself, or save it and drop the file here.'),
      { cause },
    );
  }
}

function nothingIn(text: string): LabError {
  return new LabError(
    'unsupported-image',
    text.trim() === ''
      ? phrase('There is no picture in what was brought here.')
      : phrase('What was brought here is text: neither a picture nor its address.'),
    phrase('Copy a picture or its address, or drop the file here.'),
  );
}

/** Everything that was dropped together: the network, its weights, and lists of its classes. */
async function openDroppedNetwork(files: readonly File[]): Promise<void> {
  const folder = folderOf(files);
  const title = folder ?? files[0]?.name.replace(/\.[^.]*$/, '') ?? say('Your network');
  const info = await openNetwork({ files, ...(folder ? { folder } : {}) }, title);
  if (info) showOwnNetworkNotice(info);
}

function sayNames(names: readonly string[]): void {
  const first = names.slice(0, 3).join(', ');
  showNotice(
    say('The classes have their names'),
    names.length > 3 ? `${first}, …` : first,
    names.slice(0, 3),
  );
}
