import { type CsvField, csvText } from '../../../export/csv';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { fools } from '../store/training-store';
import { classFolders } from './class-folders';
import { foldersIn, type TrainingFile, type TrainingSet } from './training-files';

/** What is said of each file; empty where a photo has no such thing. */
export function manifestRows(
  { network }: Pick<TrainingSet, 'network'>,
  files: readonly TrainingFile[],
): readonly Readonly<Record<string, CsvField>>[] {
  return files.map(({ path, photo, attempt }) => {
    const read = attempt?.read ?? photo.read;
    return {
      file: path,
      photo: photo.name,
      class_index: photo.label,
      class: nameIn(network, photo.label),
      class_known_by: photo.labelledBy,
      target_index: attempt?.target,
      target: attempt ? nameIn(network, attempt.target) : undefined,
      read_index: read.index,
      read: nameIn(network, read.index),
      probability: read.probability,
      linf: attempt?.linf,
      l2: attempt?.l2,
      steps: attempt?.recipe.steps,
      method: attempt?.recipe.method,
      parameters: attempt ? parametersOf(attempt.recipe.params) : undefined,
      seed: attempt?.recipe.seed,
      network: network.id,
      weights: network.weightsHash,
      rounded_fooled: attempt ? Number(fools(attempt, photo)) : undefined,
    };
  });
}

/** `manifest.csv`: one line a file. Distances are of the saved bytes from the photo's, in grey levels of 255. */
export function manifestCsv(set: TrainingSet, files: readonly TrainingFile[]): string {
  const rows = manifestRows(set, files);
  return csvText([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]);
}

/** `manifest.json`: the same, with what all files share, the folders' classes, and the attempts that did not fool. */
export function manifestJson(set: TrainingSet, files: readonly TrainingFile[]): string {
  const { network, photos, attempts } = set;
  const folders = classFolders(network.classes);
  const classOf = (folder: string): number => folders.indexOf(folder);
  const used = new Set(files.map(({ photo }) => folders[photo.label]));
  return JSON.stringify(
    {
      network: {
        id: network.id,
        title: network.title,
        weights: network.weightsHash,
        size: network.size,
        classes: network.classes.map(({ name }) => name),
      },
      /** The network's class of each folder. ImageFolder numbers folders in their own order, given below. */
      folders: Object.fromEntries(
        folders.flatMap((folder, index) => (used.has(folder) ? [[folder, index] as const] : [])),
      ),
      image_folder: Object.fromEntries(
        ['clean', 'fooled'].map((root) => {
          return [root, foldersIn(files, root).map((folder) => ({ folder, class_index: classOf(folder) }))];
        }),
      ),
      files: manifestRows(set, files).map((row, place) => {
        return {
          ...row,
          params: files[place]?.attempt?.recipe.params,
          fit: files[place]?.attempt?.recipe.fit,
        };
      }),
      not_fooled: attempts.flatMap((attempt) => {
        const photo = photos[attempt.photo];
        if (!photo || fools(attempt, photo)) return [];
        const { target, read, recipe, linf, l2 } = attempt;
        return [
          {
            photo: photo.name,
            class_index: photo.label,
            target_index: target,
            read_index: read.index,
            probability: read.probability,
            linf,
            l2,
            method: recipe.method,
            seed: recipe.seed,
          },
        ];
      }),
    },
    null,
    1,
  );
}

/** Parameters by their names in the automation API: `stepSize=0.5 maxSteps=300`. */
function parametersOf(params: TrainingSet['attempts'][number]['recipe']['params']): string {
  return Object.entries(params)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');
}

function nameIn({ classes }: Pick<NetworkInfo, 'classes'>, index: number): string {
  return classes[index]?.name ?? `class ${index}`;
}
