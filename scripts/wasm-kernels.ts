import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { USED_KERNELS } from '../src/engine/worker/backends/used-kernels.ts';

/** Kernels whose function in the binary is not called as they are. */
const FUNCTIONS: Readonly<Record<string, string>> = { GatherV2: 'Gather', Select: 'SelectV2' };
/** What else a binary exports, memory and threads above all, begins small. */
const IS_KERNEL = /^_?[A-Z]/;

/** TF.js's WASM binary without the kernels that the lab does not use, and what they alone call. */
export async function withUsedKernels(binary: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  // A large package, which no other command needs.
  const { default: binaryen } = await import('binaryen');
  const used = new Set(USED_KERNELS.map((name) => FUNCTIONS[name] ?? name));
  const module = binaryen.readBinary(binary);
  try {
    module.setFeatures(binaryen.Features.All);
    const names = Array.from(
      { length: module.getNumExports() },
      (_, i) => binaryen.getExportInfo(module.getExportByIndex(i)).name,
    );
    for (const name of names) if (IS_KERNEL.test(name) && !used.has(name)) module.removeExport(name);
    module.runPasses(['remove-unused-module-elements']);
    return new Uint8Array(module.emitBinary());
  } finally {
    module.dispose();
  }
}

/** The same as a file of the same name in a folder below `folder`, made where it is not there yet. Gives its path. */
export async function fileWithUsedKernels(path: string, folder: string): Promise<string> {
  const binary = await readFile(path);
  const key = createHash('sha256').update(binary).update(USED_KERNELS.join()).digest('hex').slice(0, 16);
  const made = join(folder, `kernels-${key}`, basename(path));
  if (await readFile(made).catch(() => null)) return made;
  await mkdir(dirname(made), { recursive: true });
  await writeFile(made, await withUsedKernels(binary));
  return made;
}
