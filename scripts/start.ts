import { parseArgs } from 'node:util';
import open from 'open';
import { preview } from 'vite';
import { buildWhereStale } from './fresh-build.ts';

const USAGE = `npm start -- [options]
  --port N     first port to try (5173)
  --host NAME  address to listen on (localhost); 0.0.0.0 lets other machines in
  --no-open    do not open a browser`;

function readOptions() {
  try {
    const { values } = parseArgs({
      allowNegative: true,
      options: {
        port: { type: 'string', default: '5173' },
        host: { type: 'string', default: 'localhost' },
        open: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`--port wants a number from 1 to 65535, got "${values.port}".`);
    }
    return { ...values, port };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Whether somebody could see a browser window: never under CI, on Linux only with a display. */
function hasDesktop(): boolean {
  if (process.env['CI']) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

await buildWhereStale(process.cwd());

// Vite's own preview server: its config already carries the headers and the models plugin, so dev and start cannot differ.
const server = await preview({
  logLevel: 'warn',
  preview: { port: options.port, host: options.host, strictPort: false },
});

const addresses = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])];
const address = addresses[0] ?? `http://${options.host}:${String(options.port)}/`;
if (new URL(address).port !== String(options.port)) console.log(`Port ${String(options.port)} is taken.`);
console.log(`Lucarne is at ${addresses.join(' and ')}\nCtrl-C stops it.`);

process.once('SIGINT', () => {
  const finished = (): void => process.exit(0);
  server.close().then(finished, finished);
});

// A browser that cannot be opened is no failure: the address is printed.
if (options.open && hasDesktop()) await open(address).catch(() => undefined);
