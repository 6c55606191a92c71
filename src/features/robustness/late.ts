/** What is fetched when the view is first shown. */
export { followPage } from './store/follow-page';
export { BoardView as View } from './view/BoardView';
