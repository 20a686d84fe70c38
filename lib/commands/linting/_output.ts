import {
  Stats,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInput, printableLines } from '../../messages/_errors';
import { withoutTokens } from '../../messages/_secret-texts';

const WRITE_REASONS: { [code: string]: string } = {
  EACCES: 'cannot be written: check the permissions of its folder',
  EPERM: 'cannot be written: check the permissions of its folder',
  EROFS: 'cannot be written, because its file system is read-only: choose another place',
  ENOSPC: 'cannot be written, because the disk is full: free space, or choose another place',
  ENAMETOOLONG: 'has a name that is too long: choose a shorter one',
};

/**
 * Throws if a file cannot be created or replaced: its folder must exist, and it must not be one of the inputs.
 *
 * @param option the option that names the file
 */
export function requireWritable(option: string, path: string, inputs: string[]): void {
  const folder = statOf(dirname(path));
  if (!folder?.isDirectory()) {
    throw new InvalidInput(`${option} ${path}: the folder ${dirname(path)} does not exist: create it first.`);
  }
  const stat = statOf(path);
  if (stat && !stat.isFile()) {
    throw new InvalidInput(`${option} ${path} is not a regular file: name a file that may be replaced.`);
  }
  const same = inputs.find((input) => {
    const other = stat && statOf(input);
    return resolve(input) === resolve(path) || (other && other.dev === stat.dev && other.ino === stat.ino);
  });
  if (same !== undefined) {
    throw new InvalidInput(
      `${option} ${path} would replace ${same}, which is another file of this run: name another one.`,
    );
  }
}

/** The file at a path; undefined if there is none. If the path is invalid, `writeWhole` throws the error. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Writes a file as a whole or not at all: into a new file in the same folder, which then takes its name. */
export function writeWhole(option: string, path: string, text: string): void {
  const target = statOf(path) ? realpathSync(path) : path;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, printableLines(withoutTokens(text)));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    if (statOf(temporary)) {
      rmSync(temporary);
    }
    throw writeError(`${option} ${path}`, error);
  }
}

/** Returns the error about a file that the system does not write. */
export function writeError(subject: string, error: unknown): InvalidInput {
  const { code } = error as NodeJS.ErrnoException;
  const reason = WRITE_REASONS[String(code)] ?? `cannot be written (${String(code)}): choose another place`;
  return new InvalidInput(`${subject} ${reason}.`);
}
