import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../messages/_errors';

/**
 * Throws if a folder cannot be created: only an empty one may exist, and the folder around it must exist. `ignored` are the
 * names of entries that it may have.
 */
export function requireNewFolder(option: string, folder: string, ignored: string[] = []): void {
  const isUsable = readingFolder(option, folder, () => {
    if (!isFolderAt(dirname(resolve(folder)))) {
      throw new InvalidInput(`${option} ${folder}: the folder ${dirname(folder)} does not exist: create it first.`);
    }
    return !existsAt(folder) || (isFolderAt(folder) && entriesInFolder(folder).every((name) => ignored.includes(name)));
  });
  if (!isUsable) {
    throw new InvalidInput(`${option} ${folder} exists and is not an empty folder: name a new one.`);
  }
}

/** Runs a function that reads the file system. Its error, such as that of a folder without permissions, is a sentence. */
function readingFolder<T>(option: string, folder: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidInput) {
      throw error;
    }
    throw new InvalidInput(`${option} ${folder} cannot be read (${systemCode(error)}): choose another place.`);
  }
}

function systemCode(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}

function existsAt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolderAt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function entriesInFolder(folder: string): string[] {
  return readdirSync(folder);
}

/** A file of a new folder, and its path in it. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** Whether only the user may read it. */
  readonly hasSecret?: boolean;
}

/**
 * Writes all files or none: into a folder next to the new one, which then gets its name. A folder that exists stays the same
 * folder, which may be the current one of a shell: the files are moved into it.
 */
export function writeNewFolder(option: string, folder: string, files: NewFile[]): void {
  const target = resolve(folder);
  const isThere = existsAt(target);
  let temporary: string | undefined;
  const moved: string[] = [];
  const removeOnExit = () => [...moved, temporary].forEach((path) => path !== undefined && removePath(path));
  process.once('exit', removeOnExit);
  try {
    temporary = mkdtempSync(isThere ? join(target, '.new-') : join(dirname(target), `.${basename(target)}-`));
    for (const { path, text, hasSecret } of files) {
      const file = join(temporary, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx', mode: hasSecret ? 0o600 : 0o644 });
    }
    if (isThere) {
      for (const name of entriesInFolder(temporary)) {
        moveNew(join(temporary, name), join(target, name));
        moved.push(join(target, name));
      }
      removePath(temporary);
    } else {
      // Only its user can read a temporary folder. The new one has the permissions of any other.
      chmodSync(temporary, 0o777 & ~process.umask());
      renameSync(temporary, target);
    }
    moved.splice(0);
    temporary = undefined;
  } catch (error) {
    throw new InvalidInput(`${option} ${folder} cannot be written (${systemCode(error)}): choose another place.`);
  } finally {
    removeOnExit();
    process.removeListener('exit', removeOnExit);
  }
}

/** Moves an entry of a folder to a path where nothing is. A file that someone else wrote there meanwhile stays as it is. */
function moveNew(from: string, to: string): void {
  if (isFolderAt(from)) {
    // This fails if a file or a folder with entries is there.
    renameSync(from, to);
  } else {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** Removes entries of a folder. With `isNew`, removes the folder too, if nothing else is in it. */
export function removeFromFolder(folder: string, names: string[], isNew: boolean): void {
  names.forEach((name) => removePath(join(folder, name)));
  if (isNew && entriesInFolder(folder).length === 0) {
    rmdirSync(folder);
  }
}

function removePath(path: string): void {
  // A package manager that was stopped may still write its last files.
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
