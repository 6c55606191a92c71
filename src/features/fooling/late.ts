// What is fetched when the exercise is first shown.
export { FoolingStage as View } from './FoolingStage';
