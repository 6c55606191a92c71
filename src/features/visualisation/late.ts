// What is fetched when the exercise is first shown.
export { VisualisationStage as View } from './VisualisationStage';
