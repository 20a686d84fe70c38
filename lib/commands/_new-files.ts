import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Tree } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { jsonWithoutSecrets } from '../messages/_secret-values';
import { withoutServerFields } from '../preview/_objects';
import { yamlText } from '../preview/_yaml-text';
import { UpgradeStep } from '../upgrade/upgrade-step';

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

/** A file of new manifests, and its path in the folder. */
interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly hasSecret: boolean;
}

/** The files with the manifests that change at each step: `RELEASE/NAMESPACE.CLUSTER.yaml`. */
export class NewFiles {
  private readonly files: NewFile[];

  public constructor(steps: UpgradeStep[]) {
    this.files = steps.filter(({ manifests }) => manifests.length > 0).map(newFileOf);
  }

  /**
   * Writes all files or none: into a folder next to the new one, which then gets its name. Only the user can read a file
   * that contains a secret.
   */
  public write(option: string, folder: string): void {
    if (this.files.length === 0) {
      return;
    }
    const target = resolve(folder);
    let temporary: string | undefined;
    try {
      temporary = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
      for (const { path, text, hasSecret } of this.files) {
        const file = join(temporary, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text, { flag: 'wx', mode: hasSecret ? 0o600 : 0o644 });
      }
      renameSync(temporary, target);
    } catch (error) {
      if (temporary !== undefined) {
        rmSync(temporary, { recursive: true, force: true });
      }
      const { code } = error as NodeJS.ErrnoException;
      throw new InvalidInput(`${option} ${folder} cannot be written (${String(code)}): choose another place.`);
    }
  }

  /** Returns a sentence about the files. */
  public summary(folder: string): string {
    const { length } = this.files;
    return length === 0
      ? 'No manifests change, so nothing is written.'
      : `${length} ${length === 1 ? 'file is' : 'files are'} written to ${folder}: apply one folder at a time.`;
  }
}

function newFileOf({ cluster, toRelease, manifests }: UpgradeStep): NewFile {
  const name = `${cluster.replace('/', '.')}.yaml`;
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    throw new InvalidInput(`The name of the cluster ${quote(cluster)} is not a name of a file: correct the Cluster.`);
  }
  const objects = manifests.map((manifest: Tree) => withoutServerFields(manifest));
  return {
    path: join(toRelease.replace('+', '---'), name),
    text: objects.map(yamlText).join('---\n'),
    hasSecret: objects.some((object) => jsonWithoutSecrets(object) !== JSON.stringify(object)),
  };
}
