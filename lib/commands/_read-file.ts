import { Stats, closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInput } from '../messages/_errors';

const MEGABYTE = 1024 * 1024;
const LIMIT_MB = 10;

/** The maximum size of a file, in bytes. */
const MAX_BYTES = LIMIT_MB * MEGABYTE;

const REASONS: { [code: string]: string } = {
  ENOENT: 'does not exist: check the path',
  ENOTDIR: 'does not exist, because a part of its path is not a folder: check the path',
  ELOOP: 'is a symbolic link to itself: correct or remove the link',
  EACCES: 'cannot be read: check its permissions',
  EPERM: 'cannot be read: check its permissions',
};

/** Returns the result of `read`. Throws `InvalidInput` with the path and the reason if the system refuses. */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Returns the `InvalidInput` for an error of the system, with the path and the reason. Returns other errors unchanged. */
export function unreadable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  const reason =
    code === 'ENOENT' && isLink(path)
      ? 'is a symbolic link to a file that does not exist: correct or remove the link'
      : (REASONS[code] ?? `cannot be read (${code}): check the path`);
  return new InvalidInput(`${path} ${reason}.`);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Returns the descriptor of a path such as /dev/stdin or that of `<(...)`. It is open already and is not opened again. */
export function inheritedDescriptor(path: string): number | undefined {
  const [, digits] =
    /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(resolve(path).replace(/^\/dev\/stdin$/, '/dev/fd/0')) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Returns the text of a file. Throws `InvalidInput` if it cannot be read. */
export function readText(file: string): string {
  return decodeText(file, readBytes(file));
}

/** Returns the bytes as text. Throws if they are not UTF-8 text. */
export function decodeText(name: string, bytes: Uint8Array): string {
  requireSize(name, bytes.length);
  try {
    if (!bytes.includes(0)) {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
  } catch {
    // Invalid UTF-8 throws the error below.
  }
  throw new InvalidInput(`${name} is not UTF-8 text: give YAML or JSON.`);
}

function requireSize(name: string, size: number, isWhole = true): void {
  if (size > MAX_BYTES) {
    const megabytes = isWhole ? `has ${Math.ceil((size * 10) / MEGABYTE) / 10} MB` : 'is larger';
    throw new InvalidInput(`${name} ${megabytes}, and the limit is ${LIMIT_MB} MB: split it.`);
  }
}

function readBytes(file: string): Uint8Array {
  const inherited = inheritedDescriptor(file);
  return readable(file, () => {
    if (inherited !== undefined) {
      requireFile(file, fstatSync(inherited));
      return readUpToLimit(file, inherited);
    }
    const stat = statSync(file);
    requireFile(file, stat);
    // Opening a pipe or a socket may block forever.
    requireNoPipe(file, stat);
    const opened = openSync(file, 'r');
    try {
      return readUpToLimit(file, opened);
    } finally {
      closeSync(opened);
    }
  });
}

function requireFile(file: string, stat: Stats): void {
  if (stat.isDirectory()) {
    throw new InvalidInput(`${file} is a folder: name the files in it, such as ${file.replace(/\/+$/, '')}/*.yaml.`);
  }
  requireSize(file, stat.size);
}

function requireNoPipe(file: string, stat: Stats): void {
  const what = stat.isFIFO() ? 'named pipe' : stat.isSocket() ? 'socket' : undefined;
  if (what) {
    throw new InvalidInput(`${file} is a ${what}: give a file, or give - and the text on standard input.`);
  }
}

/** Reads in parts, because pipes and devices do not report their size. */
function readUpToLimit(file: string, descriptor: number): Uint8Array {
  const parts: Uint8Array[] = [];
  const part = Buffer.alloc(MEGABYTE);
  for (let total = 0; ;) {
    const length = readSync(descriptor, part);
    if (length === 0) {
      return Buffer.concat(parts);
    }
    total += length;
    requireSize(file, total, false);
    parts.push(Buffer.from(part.subarray(0, length)));
  }
}
