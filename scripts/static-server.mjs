import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * A server for a folder, as simple static hosts behave: `/a` goes to `/a/`, a folder answers with its index.html, what is
 * missing with 404.html. Listens once `listen` is called on it.
 * @param {string} root
 * @param {{ basePath?: string }} [options]
 */
export function staticServer(root, { basePath = '' } = {}) {
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, { allow: 'GET, HEAD' });
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(`${basePath}/`)) {
      return pathname === basePath ? end(response, 308, { location: `${basePath}/` }) : notFound(root, request, response);
    }
    const file = fileOf(root, pathname.slice(basePath.length));
    if (file === undefined) return notFound(root, request, response);
    if (!statSync(file).isDirectory()) return send(request, response, 200, file, pathname);
    if (!pathname.endsWith('/')) return end(response, 308, { location: `${pathname}/${search}` });
    const index = join(file, 'index.html');
    return existsSync(index) ? send(request, response, 200, index, pathname) : notFound(root, request, response);
  });
}

/** The file or folder that a path names; undefined if there is none, or if it lies outside the root. */
function fileOf(root, pathname) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const file = join(root, decoded);
  if (decoded.includes('\0') || (file !== root && !file.startsWith(root.endsWith(sep) ? root : root + sep))) return undefined;
  return existsSync(file) ? file : undefined;
}

function notFound(root, request, response) {
  const page = join(root, '404.html');
  return existsSync(page) ? send(request, response, 404, page, '') : end(response, 404, {});
}

function send(request, response, status, file, pathname) {
  response.writeHead(status, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': statSync(file).size,
    // Names below _next/static carry a hash of the content.
    'cache-control': pathname.includes('/_next/static/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function end(response, status, headers) {
  response.writeHead(status, headers);
  response.end();
}

/**
 * Starts to listen. A taken port is reported to `onTaken` and the next one is tried.
 * @param {import('node:http').Server} server
 * @param {{ port: number, host?: string, attempts?: number, onTaken?: (port: number) => void }} options
 * @returns {Promise<number>} the port it listens on
 */
export async function listen(server, { port, host = '127.0.0.1', attempts = 50, onTaken = () => {} }) {
  for (let attempt = 1; ; attempt += 1, port += 1) {
    try {
      server.listen(port, host);
      await once(server, 'listening');
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || attempt >= attempts) throw error;
      onTaken(port);
    }
  }
}
