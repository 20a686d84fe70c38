import { join } from 'node:path';
import { Tree } from '../checks/_trees';
import { NewFile, writeNewFolder } from '../files/_new-folder';
import { InvalidInput, quote } from '../messages/_errors';
import { jsonWithoutSecrets } from '../messages/_secret-values';
import { withoutServerFields } from '../preview/_objects';
import { yamlText } from '../preview/_yaml-text';
import { UpgradeStep } from '../upgrade/upgrade-step';

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
    writeNewFolder(option, folder, this.files);
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
