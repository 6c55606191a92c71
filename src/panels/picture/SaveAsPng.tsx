import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Recipe } from '../../core/records/recipe';
import { fileNameOf } from '../../export/file-name';
import { pictureToPng, saveFile, toDataUrl } from '../../export/picture-png';
import { say } from '../../words/say';
import { showError } from '../notices';

/** Saves a picture with the run that made it, and the photo that it was made from, pixel for pixel. */
export function SaveAsPng({
  recipe,
  kind,
  picture,
  input,
}: {
  readonly recipe: Recipe;
  readonly kind: Parameters<typeof fileNameOf>[1];
  /** Null where it cannot be drawn any more: then nothing is saved. */
  readonly picture: () => Promise<PixelImage | null>;
  /** The photo as the network saw it; null where there is none. */
  readonly input: () => Promise<PixelImage | null>;
}) {
  const save = async (): Promise<void> => {
    const [bytes, seen] = [await picture(), await input()];
    if (!bytes) return;
    const carried = seen ? { input: await toDataUrl(seen) } : {};
    const png = await pictureToPng(bytes, { recipe, picture: kind, scale: 1, ...carried });
    saveFile(png, fileNameOf(recipe, kind, 1));
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      onClick={() => {
        save().catch(showError);
      }}
    >
      {say('Save as PNG')}
    </Button>
  );
}
