/** What is fetched when the view is first shown. */
export { followDecoding as followPage } from './store/follow-decoding';
export { CompareView as View } from './view/CompareView';
