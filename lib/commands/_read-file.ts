import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInput } from '../_errors';

const MEGABYTE = 1024 * 1024;
const LIMIT_MB = 10;

/** Most bytes that are read of a file. */
export const MAX_BYTES = LIMIT_MB * MEGABYTE;

const REASONS: { [code: string]: string } = {
  ENOENT: 'is not there: check the path',
  ENOTDIR: 'is not there: a part of the path is no folder',
  ELOOP: 'is a link that leads back to itself: name the file that is meant',
  ENXIO: 'is a socket: give a file, or - for standard input',
  EACCES: 'may not be read: check its permissions',
  EPERM: 'may not be read: check its permissions',
};

/** The text of a file, or a sentence why there is none. */
export function readText(file: string): string {
  return textOf(file, readBytes(file));
}

/** The bytes as text; binaries are refused. */
export function textOf(name: string, bytes: Uint8Array): string {
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
  let descriptor: number | undefined;
  try {
    requireOpenable(file);
    descriptor = openSync(file, 'r');
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) {
      throw new InvalidInput(
        `${file} is a directory: name the files in it, such as ${file.replace(/\/+$/, '')}/*.yaml.`,
      );
    }
    requireSize(file, stat.size);
    return readUpToLimit(file, descriptor);
  } catch (error) {
    throw error instanceof InvalidInput ? error : new InvalidInput(unreadable(file, error));
  } finally {
    if (descriptor !== undefined) {
      closeSync(descriptor);
    }
  }
}

/** Why a file or a folder cannot be read, in a sentence. */
export function unreadable(file: string, error: unknown): string {
  const { code = 'an error' } = error as NodeJS.ErrnoException;
  const isDangling = code === 'ENOENT' && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
  const reason = isDangling ? 'is a link to a file that is not there: remove it, or mend it' : REASONS[code];
  return `${file} ${reason ?? `cannot be read (${code}): check the path`}.`;
}

/** The pipes of a shell, as in `lint <(kubectl get ...)`. */
const PIPE_OF_SHELL = /^\/(dev|proc)\//;

/** A named pipe that nobody writes to would never open. */
function requireOpenable(file: string): void {
  if (statSync(file).isFIFO() && !PIPE_OF_SHELL.test(resolve(file))) {
    throw new InvalidInput(`${file} is a named pipe: give a file, or - for standard input.`);
  }
}

/** Pipes and devices do not say how much they hold. */
function readUpToLimit(file: string, descriptor: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let total = 0; ;) {
    const part = Buffer.alloc(MEGABYTE);
    const length = readSync(descriptor, part);
    if (length === 0) {
      return Buffer.concat(parts);
    }
    total += length;
    requireSize(file, total, false);
    parts.push(part.subarray(0, length));
  }
}
