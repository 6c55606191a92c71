/** What is fetched when the view is first shown. */
export { followPage } from './store/locate-store';
export { LocateView as View } from './view/LocateView';
