/** What is fetched when the view is first shown. */
export { linkMeaning as followPage } from './store/meaning-store';
export { MeaningView as View } from './view/MeaningView';
