/** What is fetched when the view is first shown. */
export { followPage } from './store/follow-page';
export { TrainingDataView as View } from './view/TrainingDataView';
