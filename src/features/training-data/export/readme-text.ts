import type { TrainingSet } from './training-files';

/** `README.txt`: what lies where, and how PyTorch loads it. */
export function readmeText({ network }: Pick<TrainingSet, 'network'>): string {
  const [height, width] = network.size;
  return `Fooled pictures as training data, made with Lucarne.

clean/<class>/   the photos as "${network.title}" sees them, ${width} x ${height} pixels
fooled/<class>/  the same photos, changed until that network reads something else
manifest.csv     one line a file: what it shows, what is read in it, how it was made
manifest.json    the same, and the network's class of each folder

A folder is named after what its pictures show, not after what the network reads in them: that is the label that
adversarial training needs. Each PNG carries its run: dropped on Lucarne's page, it brings it back.

Loaded with PyTorch:

    import json; from torchvision import datasets, transforms
    folders = json.load(open("manifest.json", encoding="utf-8"))["folders"]
    data = datasets.ImageFolder("fooled", transforms.ToTensor())

ImageFolder numbers the folders it finds in their own order. The network's class is
folders[data.classes[label]], so that this gives the network's numbers:

    data.target_transform = lambda label: folders[data.classes[label]]
`;
}
