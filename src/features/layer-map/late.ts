// What is fetched when the view is first shown.
import { followPicture } from './layer-map-store';

export { LayerMapView as View } from './LayerMapView';

/** Forgets thumbnails of a photo or a network that is no longer the page's. Returns the function that stops it. */
export function followPage(): () => void {
  return followPicture();
}
