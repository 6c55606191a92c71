/** ImageNet channel means of RGB in [0, 1], as torchvision normalises. */
export const MEAN = [0.485, 0.456, 0.406] as const;
/** ImageNet channel standard deviations of RGB in [0, 1]. */
export const STD = [0.229, 0.224, 0.225] as const;
