import type { TrainingSet } from './training-files';
import { say } from '../../../words/say';

/** `README.txt`: what lies where, and how PyTorch loads it. */
export function readmeText({ network }: Pick<TrainingSet, 'network'>): string {
  const [height, width] = network.size;
  return `${say('Fooled pictures as training data, made with Lucarne.')}

clean/<class>/   ${say('the photos as “{network}” sees them, {width} x {height} pixels', { network: network.title, width, height })}
fooled/<class>/  ${say('the same photos, changed until that network reads something else')}
manifest.csv     ${say('one line a file: what it shows, what is read in it, how it was made')}
manifest.json    ${say('the same, and the network’s class of each folder')}

${say('A folder is named after what its pictures show, not after what the network reads in them: that is the label that\nadversarial training needs. Each PNG carries its run: dropped on Lucarne’s page, it brings it back.')}

${say('Loaded with PyTorch:')}

    import json; from torchvision import datasets, transforms
    folders = json.load(open("manifest.json", encoding="utf-8"))["folders"]
    data = datasets.ImageFolder("fooled", transforms.ToTensor())

${say('ImageFolder numbers the folders it finds in their own order. The network’s class is\nfolders[data.classes[label]], so that this gives the network’s numbers:')}

    data.target_transform = lambda label: folders[data.classes[label]]
`;
}
