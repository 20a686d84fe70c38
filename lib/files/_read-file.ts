import { Stats, closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInput } from '../messages/_errors';

const MEGABYTE = 1024 * 1024;
const LIMIT_MB = 10;

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

/** Returns the text of a file. Throws `InvalidInput` if it cannot be read, or has more megabytes. */
export function readText(file: string, limit = LIMIT_MB): string {
  return decodeText(file, readBytes(file, limit), limit);
}

/** Returns the bytes as text. Throws if they are not UTF-8 text. */
export function decodeText(name: string, bytes: Uint8Array, limit = LIMIT_MB): string {
  requireSize(name, bytes.length, limit);
  if (UTF_16.some(([first, second]) => bytes[0] === first && bytes[1] === second)) {
    throw new InvalidInput(`${name} is UTF-16 text: save it as UTF-8.`);
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const odd = text.includes('\uFFFD') || bytes.includes(0) ? oddByte(text, bytes) : undefined;
  if (odd !== undefined) {
    const line = bytes.subarray(0, odd).reduce((count, byte) => count + (byte === LINE_END ? 1 : 0), 1);
    throw new InvalidInput(`${name}:${line}: this is not UTF-8 text: give YAML or JSON.`);
  }
  return withoutMarks(name, text);
}

/** The marks with which UTF-16 texts begin. */
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const LINE_END = 10;

/** Returns the place of the first byte that is 0, or that UTF-8 does not allow. */
function oddByte(text: string, bytes: Uint8Array): number | undefined {
  const encoded = new TextEncoder().encode(text);
  const at = bytes.findIndex((byte, i) => byte === 0 || byte !== encoded[i]);
  return at < 0 ? undefined : at;
}

/** Returns the text without the byte order mark at its begin. Throws if another line begins with one. */
function withoutMarks(name: string, text: string): string {
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = whole.includes('\uFEFF') ? whole.split('\n') : [];
  const line = lines.findIndex((one, i) => i > 0 && one.startsWith('\uFEFF')) + 1;
  if (line > 0) {
    throw new InvalidInput(
      `${name}:${line}: the line begins with a byte order mark, which is invisible: remove the mark.`,
    );
  }
  return whole;
}

function requireSize(name: string, size: number, limit: number, isWhole = true): void {
  if (size > limit * MEGABYTE) {
    const megabytes = isWhole ? `has ${Math.ceil((size * 10) / MEGABYTE) / 10} MB` : 'is larger';
    throw new InvalidInput(`${name} ${megabytes}, and the limit is ${limit} MB: split it.`);
  }
}

function readBytes(file: string, limit: number): Uint8Array {
  const inherited = inheritedDescriptor(file);
  return readable(file, () => {
    if (inherited !== undefined) {
      requireFile(file, fstatSync(inherited), limit);
      return readUpToLimit(file, inherited, limit);
    }
    const stat = statSync(file);
    requireFile(file, stat, limit);
    // Opening a pipe or a socket may block forever.
    requireNoPipe(file, stat);
    const opened = openSync(file, 'r');
    try {
      return readUpToLimit(file, opened, limit, stat.size);
    } finally {
      closeSync(opened);
    }
  });
}

function requireFile(file: string, stat: Stats, limit: number): void {
  if (stat.isDirectory()) {
    throw new InvalidInput(`${file} is a folder: name the files in it, such as ${file.replace(/\/+$/, '')}/*.yaml.`);
  }
  requireSize(file, stat.size, limit);
}

function requireNoPipe(file: string, stat: Stats): void {
  const what = stat.isFIFO() ? 'named pipe' : stat.isSocket() ? 'socket' : undefined;
  if (what) {
    throw new InvalidInput(`${file} is a ${what}: give a file, or give - and the text on standard input.`);
  }
}

/** Reads in parts, because pipes and devices do not report their size. */
function readUpToLimit(file: string, descriptor: number, limit: number, size = 0): Uint8Array {
  const parts: Uint8Array[] = [];
  // A small part for a small file: there may be thousands of them.
  const part = Buffer.alloc(size === 0 ? MEGABYTE : Math.min(size + 1, MEGABYTE));
  for (let total = 0; ;) {
    const length = readSync(descriptor, part);
    if (length === 0) {
      return Buffer.concat(parts);
    }
    total += length;
    requireSize(file, total, limit, false);
    parts.push(Buffer.from(part.subarray(0, length)));
  }
}
