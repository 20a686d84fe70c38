import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../messages/_errors';

/**
 * Throws if a folder cannot be created: only an empty one may exist, and the folder around it must exist. `ignored` are the
 * names of entries that it may have.
 */
export function requireNewFolder(option: string, folder: string, ignored: string[] = []): void {
  if (!isFolderAt(dirname(resolve(folder)))) {
    throw new InvalidInput(`${option} ${folder}: the folder ${dirname(folder)} does not exist: create it first.`);
  }
  if (existsAt(folder) && !(isFolderAt(folder) && entriesInFolder(folder).every((name) => ignored.includes(name)))) {
    throw new InvalidInput(`${option} ${folder} exists and is not an empty folder: name a new one.`);
  }
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
        renameSync(join(temporary, name), join(target, name));
        moved.push(join(target, name));
      }
      rmdirSync(temporary);
    } else {
      renameSync(temporary, target);
    }
    moved.splice(0);
    temporary = undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidInput(`${option} ${folder} cannot be written (${String(code)}): choose another place.`);
  } finally {
    removeOnExit();
    process.removeListener('exit', removeOnExit);
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
