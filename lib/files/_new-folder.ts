import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../messages/_errors';

/** Throws if a folder cannot be created: only an empty one may exist, and the folder around it must exist. */
export function requireNewFolder(option: string, folder: string): void {
  if (!isFolderAt(dirname(resolve(folder)))) {
    throw new InvalidInput(`${option} ${folder}: the folder ${dirname(folder)} does not exist: create it first.`);
  }
  if (existsAt(folder) && !(isFolderAt(folder) && entriesInFolder(folder).length === 0)) {
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

/** Writes all files or none: into a folder next to the new one, which then gets its name. */
export function writeNewFolder(option: string, folder: string, files: NewFile[]): void {
  const target = resolve(folder);
  let temporary: string | undefined;
  const removeOnExit = () => temporary !== undefined && rmSync(temporary, { recursive: true, force: true });
  process.once('exit', removeOnExit);
  try {
    temporary = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    for (const { path, text, hasSecret } of files) {
      const file = join(temporary, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx', mode: hasSecret ? 0o600 : 0o644 });
    }
    renameSync(temporary, target);
    temporary = undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidInput(`${option} ${folder} cannot be written (${String(code)}): choose another place.`);
  } finally {
    removeOnExit();
    process.removeListener('exit', removeOnExit);
  }
}
