import { Tree } from '../checks/_trees';
import { Delivery, byHand } from '../runbook/_delivery';
import { Emit, Folder, Item, OutputFile, FolderOwner } from './_written';

/** A program that applies the files, with the files that it needs in addition. */
export interface Engine {
  /**
   * Name of the file that lists the objects of a folder. Kustomize takes both names. A program that reads each YAML file of
   * a folder must not find it, because no API server has the kind Kustomization of Kustomize.
   */
  readonly listName: 'kustomization.yaml' | 'Kustomization';

  /** The folders of the engine itself, which are next to those of Environments and clusters. */
  readonly reserved: readonly string[];

  /** Returns the folder within the folder of its side for an object that is applied apart from the others. */
  stageOf?(item: Item): string | undefined;

  /** Returns the annotations that an object needs. Those of the user are not replaced. */
  annotations(item: Item, folder: Folder): Tree;

  /** Returns the files of the engine itself. */
  files(folders: readonly Folder[], emit: Emit): OutputFile[];

  /**
   * Returns how the runbook in the folder of a cluster applies its objects.
   *
   * @param folderAt returns the folder of a path that is relative to the runbook
   */
  delivery(owner: FolderOwner, folderAt: (path: string) => Folder): Delivery;
}

/** Files for `kubectl apply -f FOLDER`, which takes them in the order of their names. */
export const KUBECTL: Engine = {
  listName: 'Kustomization',
  reserved: [],
  annotations: () => ({}),
  files: () => [],
  delivery: () =>
    byHand(
      'folder',
      'cdk8s-antrea-multicast wrote this file together with the folders next to it. Run the commands in the folder of this file.',
    ),
};
