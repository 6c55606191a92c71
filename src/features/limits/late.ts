/** What is fetched when the view is first shown. */
export { followPage } from './store/follow-page';
export { LimitsView as View } from './view/LimitsView';
