/** What is fetched when the view is first shown. */
export { linkChecks as followPage } from './store/checks-store';
export { ChecksView as View } from './view/ChecksView';
