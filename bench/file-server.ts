import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileServer {
  readonly url: string;
  /** Requests so far. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** Serves one file from this machine to any page, with ranges. */
export async function serveFile(path: string, name: string): Promise<FileServer> {
  const { size } = statSync(path);
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Range');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const start = Number(asked ?? 0);
    response.setHeader('Content-Length', size - start);
    if (asked !== undefined) response.setHeader('Content-Range', `bytes ${start}-${size - 1}/${size}`);
    response.writeHead(asked === undefined ? 200 : 206);
    createReadStream(path, { start }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${name}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
