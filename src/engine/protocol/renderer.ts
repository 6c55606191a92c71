const SOFTWARE =
  /swiftshader|llvmpipe|softpipe|lavapipe|swrast|software|microsoft basic render|mesa offscreen|\bwarp\b/i;

/** Whether a WebGL renderer's name is that of an emulation on the processor. */
export function isSoftwareRenderer(name: string): boolean {
  return SOFTWARE.test(name);
}

/** The GPU's own name out of a WebGL renderer string: `ANGLE (Intel, Intel(R) UHD Graphics 620, OpenGL 4.6)` is `Intel(R) UHD Graphics 620`. */
export function tidyRenderer(name: string): string {
  if (/swiftshader/i.test(name)) return 'SwiftShader';
  const inside = /^ANGLE \((.*)\)$/.exec(name.trim())?.[1];
  if (inside === undefined) return name.trim();
  const [vendor, device] = inside.split(', ');
  return (device ?? vendor ?? name)
    .replace(/^ANGLE Metal Renderer: /, '')
    .replace(/ Direct3D.*$/, '')
    .replace(/ \(0x[0-9a-f]+\)$/i, '')
    .trim();
}
