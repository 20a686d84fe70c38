import { Dirent, accessSync, constants, lstatSync, readdirSync } from 'fs';
import { codeOf } from './_file-errors';
import { WrittenNames } from './_staging';

/** An entry of the output folder that a run does not write. */
export interface Kept {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/** An entry of the output folder that is not of the kind that a run writes. */
export interface Conflict {
  readonly path: string;
  readonly is: 'file' | 'folder' | 'link';
  readonly needed: 'file' | 'folder';
}

/** The entries of the output folder that a run does not simply write again. */
export interface Survey {
  /** A folder is before its entries. */
  readonly kept: Kept[];
  readonly conflicts: Conflict[];
  /** Whether a folder with the new files, and links to those that are kept, can take the place of the output folder. */
  readonly isMovable: boolean;
}

/** With more entries to keep than this, links to all of them cost more than they are worth. */
const MANY = 50_000;

/**
 * Compares the output folder with the written files. A link is not followed.
 *
 * @param replace whether the entries that are not written are removed
 */
export function surveyOf(root: string, written: WrittenNames, replace: boolean): Survey {
  const kept: Kept[] = [];
  const conflicts: Conflict[] = [];
  const device = deviceOf(root);
  let isMovable = canEmpty(root);

  const keep = (path: string, kind: Kept['kind']): void => {
    kept.push({ path, kind });
    const isOwn = kind !== 'folder' || (deviceOf(`${root}/${path}`) === device && canEmpty(`${root}/${path}`));
    isMovable &&= isOwn && (replace || kept.length <= MANY);
    if (kind === 'folder' && isOwn && (replace || isMovable)) {
      direntsIn(`${root}/${path}`).forEach((entry) => keep(`${path}/${entry.name}`, kindOf(entry)));
    }
  };
  const visit = (folder: string): void => {
    const names = written.get(folder);
    for (const entry of direntsIn(folder === '' ? root : `${root}/${folder}`)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const is = kindOf(entry);
      if (names?.files.has(entry.name)) {
        if (is === 'folder') {
          conflicts.push({ path, is, needed: 'file' });
        }
      } else if (!names?.folders.has(entry.name)) {
        keep(path, is);
      } else if (is === 'folder') {
        isMovable &&= deviceOf(`${root}/${path}`) === device && canEmpty(`${root}/${path}`);
        visit(path);
      } else {
        conflicts.push({ path, is, needed: 'folder' });
      }
    }
  };
  visit('');
  return { kept, conflicts, isMovable };
}

/** The device of a folder. A mount inside of the output folder has another one: its files are not to be removed. */
function deviceOf(folder: string): number | undefined {
  return lstatSync(folder, { throwIfNoEntry: false })?.dev;
}

/** Whether the entries of a folder can be removed after the exchange. */
function canEmpty(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}

function direntsIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(
      ({ name }) => !/^\..*\.staging-\d+-[0-9a-f]{8}$/.test(name),
    );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

function kindOf(entry: Dirent): Kept['kind'] {
  return entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file';
}
