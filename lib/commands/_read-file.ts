import { Stats, closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInput } from '../messages/_errors';

const MEGABYTE = 1024 * 1024;
const LIMIT_MB = 10;

/** Most bytes that are read of a file. */
const MAX_BYTES = LIMIT_MB * MEGABYTE;

const REASONS: { [code: string]: string } = {
  ENOENT: 'is not there: check the path',
  ENOTDIR: 'is not there: a part of the path is no folder',
  ELOOP: 'is a link that leads back to itself: correct it, or remove it',
  EACCES: 'may not be read: check its permissions',
  EPERM: 'may not be read: check its permissions',
};

/** What a path is asked for; where the system refuses, a sentence. */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The sentence for a path that the system refuses; any other error as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  const reason =
    code === 'ENOENT' && isLink(path)
      ? 'is a link to what is not there: correct it, or remove it'
      : (REASONS[code] ?? `cannot be read (${code}): check the path`);
  return new InvalidInput(`${path} ${reason}.`);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The descriptor that a path such as /dev/stdin or that of `<(...)` names; it is open, and opened by no one again. */
export function inheritedDescriptor(path: string): number | undefined {
  const [, digits] =
    /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(resolve(path).replace(/^\/dev\/stdin$/, '/dev/fd/0')) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The text of a file, or a sentence why there is none. */
export function readText(file: string): string {
  return decodeText(file, readBytes(file));
}

/** The bytes as text; binaries are refused. */
export function decodeText(name: string, bytes: Uint8Array): string {
  requireSize(name, bytes.length);
  try {
    if (!bytes.includes(0)) {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
  } catch {
    // Said below.
  }
  throw new InvalidInput(`${name} is a binary, or no text in UTF-8: give YAML or JSON.`);
}

function requireSize(name: string, size: number, isWhole = true): void {
  if (size > MAX_BYTES) {
    const megabytes = isWhole ? `has ${Math.ceil((size * 10) / MEGABYTE) / 10} MB` : 'goes on';
    throw new InvalidInput(`${name} ${megabytes}, above the limit of ${LIMIT_MB} MB: split it.`);
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
    // To open a pipe or a socket may wait for ever.
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
    throw new InvalidInput(`${file} is a directory: name the files in it, such as ${file.replace(/\/+$/, '')}/*.yaml.`);
  }
  requireSize(file, stat.size);
}

function requireNoPipe(file: string, stat: Stats): void {
  const what = stat.isFIFO() ? 'named pipe' : stat.isSocket() ? 'socket' : undefined;
  if (what) {
    throw new InvalidInput(`${file} is a ${what}: give a file, or - with the text on standard input.`);
  }
}

/** Pipes and devices do not say how much they hold. */
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
