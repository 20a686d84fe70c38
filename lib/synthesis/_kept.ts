import { accessSync, chmodSync, constants, copyFileSync, linkSync, lstatSync, mkdirSync, readlinkSync } from 'fs';
import { symlinkSync, utimesSync } from 'fs';
import { join } from 'path';
import { codeOf } from './_file-errors';
import { WrittenNames } from './_staging';
import { Kept } from './_survey';

/** Gives the staging folder the entries of the output folder that the run does not write: as second names of the files. */
export function copyKept(from: string, to: string, kept: readonly Kept[]): void {
  for (const { path, kind } of kept) {
    const old = join(from, path);
    const copy = join(to, path);
    if (kind === 'folder') {
      mkdirSync(copy);
      chmodSync(copy, lstatSync(old).mode & 0o7777);
    } else if (kind === 'link') {
      symlinkSync(readlinkSync(old), copy);
    } else {
      linkOrCopy(old, copy);
    }
  }
}

/** Codes of a file system without hard links, of too many links, and of a file of another user. */
const NO_LINK = ['EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV'];

function linkOrCopy(old: string, copy: string): void {
  try {
    linkSync(old, copy);
  } catch (error) {
    if (!NO_LINK.includes(codeOf(error))) {
      throw error;
    }
    const { mode, atime, mtime } = lstatSync(old);
    copyFileSync(old, copy);
    chmodSync(copy, mode & 0o7777);
    utimesSync(copy, atime, mtime);
  }
}

/** The paths of the folders that were written, a folder before those in it. */
export function folderParts(written: WrittenNames): string[] {
  return [...written.keys()].sort((a, b) => a.length - b.length);
}

/** Throws if a folder of the output folder, into which files are to be moved, is not writable. */
export function requireWritableFolders(root: string, written: WrittenNames): void {
  for (const folder of written.keys()) {
    try {
      accessSync(join(root, folder), constants.W_OK | constants.X_OK);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw error;
      }
    }
  }
}
