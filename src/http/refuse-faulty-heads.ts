/**
 * Refuses requests whose head two readers may take for two things: what stands before the gateway may have looked at the
 * other one. The parser of Node.js refuses unclear lengths itself; of headers given twice it silently takes the first.
 */
import type { IncomingMessage, RequestListener } from 'node:http';

/** RFC 3986 §3.2.2 and §3.2.3: a name or an address, and a port. None at all is a host as well (RFC 9112 §3.2). */
const HOST = /^(?:\[[a-f\d:.]+\]|(?:[a-z\d._~!$&'()*+,;=-]|%[a-f\d]{2})*)(?::\d*)?$/iu;
const SLASH = 0x2f;

const TEXT = 'The request cannot be understood.\n';
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'content-length': TEXT.length,
  'cache-control': 'no-store',
};

/** @returns a listener whose requests go to `next`, with a path as their target, where their head is clear */
export function refuseFaultyHeads(next: RequestListener): RequestListener {
  return (request, response) => {
    const status = faultOf(request);
    if (status === null) return next(request, response);
    // Where this request ends is in doubt, too: what follows it is no request.
    response.shouldKeepAlive = false;
    // Null where others before it are still being answered.
    const { socket } = response;
    response.writeHead(status, HEADERS).end(TEXT);
    // Nor is there another answer, where the parser finds a fault in the rest.
    socket?.end();
  };
}

/** @returns the status to refuse the request with; null where there is no fault */
function faultOf(request: IncomingMessage): number | null {
  const { headers, httpVersionMajor, httpVersionMinor, rawHeaders } = request;
  if (httpVersionMajor !== 1) return 505;
  let hosts = 0;
  let types = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
    else if (name.length === 12 && name.toLowerCase() === 'content-type') types += 1;
  }
  if (hosts > 1 || types > 1 || !HOST.test(headers.host ?? '')) return 400;
  const coding = headers['transfer-encoding'];
  if (coding !== undefined) {
    // RFC 9112 §6.1: who speaks HTTP/1.0 knows no chunks, and whoever else passed them on may have ended the body elsewhere.
    if (httpVersionMinor === 0) return 400;
    if (coding.toLowerCase() !== 'chunked') return 501;
  }
  return isPath(request) || takePath(request) ? null : 400;
}

function isPath({ url = '', method }: IncomingMessage): boolean {
  return url.charCodeAt(0) === SLASH || (method === 'OPTIONS' && url === '*');
}

/**
 * A target may be a whole address (RFC 9112 §3.2.2), of the same host as the header.
 * @returns whether its path has taken the place of the target
 */
function takePath(request: IncomingMessage): boolean {
  const target = URL.parse(request.url ?? '');
  if (target === null || !/^https?:$/u.test(target.protocol)) return false;
  const { host = '' } = request.headers;
  if (target.host !== URL.parse(`${target.protocol}//${host}`)?.host) return false;
  request.url = `${target.pathname}${target.search}`;
  return true;
}
