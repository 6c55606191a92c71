import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a server misbehaves. */
export type Manner =
  /** Serves the file, with ranges. */
  | 'well'
  /** Serves it in small pieces, one every few milliseconds. */
  | 'slowly'
  /** Cuts every connection after a third of the file; goes on by range. */
  | 'cutting'
  /** Cuts every connection after a third of the file, and knows no ranges. */
  | 'cutting-without-ranges'
  /** Cuts the first connection only, and knows no ranges. */
  | 'cutting-once'
  /** Sends the first third, then nothing, and keeps the connection open. */
  | 'stalling'
  /** Does so with the whole file, and serves the rest of it well. */
  | 'stalling-at-first'
  /** Announces twice the length, and sends the file. */
  | 'announcing-more'
  /** Announces half the length, and sends that. */
  | 'announcing-less'
  /** Announces nothing and sends more than the file. */
  | 'sending-more'
  /** One byte in the middle is wrong. */
  | 'one-wrong-byte'
  | 'not-found';

export interface BadServer {
  /** Address of the file in a manner: the last of the path is the file's own name. */
  readonly url: (manner: Manner) => string;
  /** Each request so far, as `manner range`. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** A server on this machine that serves one file well or badly, to any page. */
export async function startBadServer(name: string, bytes: Uint8Array, port = 0): Promise<BadServer> {
  const requests: string[] = [];
  const third = Math.floor(bytes.length / 3);
  let cuts = 0;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const manner = new URL(request.url ?? '/', 'http://local').pathname.split('/')[1] as Manner;
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    requests.push(`${manner} ${asked ?? 'whole'}`);
    const ranged = asked !== undefined && !['cutting-without-ranges', 'cutting-once'].includes(manner);
    const from = ranged ? Number(asked) : 0;
    const rest = bytes.subarray(from);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Last-Modified', 'Mon, 23 Nov 2026 10:00:00 GMT');
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', 'Range');
      response.writeHead(204).end();
      return;
    }
    if (manner === 'not-found') {
      response.writeHead(404).end('nothing here');
      return;
    }
    const length =
      manner === 'announcing-more'
        ? rest.length * 2
        : manner === 'announcing-less'
          ? Math.floor(rest.length / 2)
          : rest.length;
    if (manner !== 'sending-more') response.setHeader('Content-Length', length);
    if (ranged) response.setHeader('Content-Range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`);
    response.writeHead(ranged ? 206 : 200);
    switch (manner) {
      case 'slowly':
        void drip(response, rest);
        return;
      case 'cutting':
      case 'cutting-without-ranges':
        if (rest.length <= third + 1) response.end(rest);
        else response.write(rest.subarray(0, third), () => cut(response));
        return;
      case 'cutting-once':
        if (cuts++ > 0) response.end(rest);
        else response.write(rest.subarray(0, third), () => cut(response));
        return;
      case 'stalling':
        response.write(rest.subarray(0, third));
        return;
      case 'stalling-at-first':
        if (from > 0) response.end(rest);
        else response.write(rest.subarray(0, third));
        return;
      case 'announcing-less':
        response.end(rest.subarray(0, length));
        return;
      case 'sending-more':
        response.end(Buffer.concat([rest, rest]));
        return;
      case 'one-wrong-byte': {
        const wrong = rest.slice();
        const middle = Math.floor(wrong.length / 2);
        wrong[middle] = (wrong[middle] ?? 0) ^ 1;
        response.end(wrong);
        return;
      }
      default:
        response.end(rest);
    }
  };

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: (manner) => `http://127.0.0.1:${bound}/${manner}/${name}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Ends a connection in the middle, once what was sent has had time to arrive. */
function cut(response: ServerResponse): void {
  setTimeout(() => response.socket?.end(), 100);
}

async function drip(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  const piece = Math.max(1, Math.ceil(bytes.length / 40));
  for (let at = 0; at < bytes.length && !response.destroyed; at += piece) {
    response.write(bytes.subarray(at, at + piece));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  response.end();
}
