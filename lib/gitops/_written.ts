import { ApiObject, Chart } from 'cdk8s';
import { Tree } from '../checks/_trees';
import { Environment } from '../state/environment';

/** A chart as it is written. */
export interface WrittenChart {
  readonly chart: Chart;
  /** Its objects in the order of application: an object is after those that it depends on. */
  readonly objects: readonly WrittenObject[];
}

/** An object of a chart, rendered once. */
export interface WrittenObject {
  readonly object: ApiObject;
  /** The manifest, with all patches. Nothing changes it: others use the same value. */
  readonly manifest: Tree;
  /** The manifest as a YAML document, with a line end and without `---`. */
  readonly yaml: string;
}

/** Returns a document as YAML, with a line end and without `---`. */
export type Emit = (document: object) => string;

/** Name of the runbook of a cluster, in its folder. */
export const RUNBOOK = 'runbook.md';

/** A file of the output. */
export interface OutputFile {
  /** The path in the output folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** The API server that takes the objects of a folder, and the name of the folder. */
export enum FolderSide {
  SUPERVISOR = 'supervisor',
  WORKLOAD = 'workload',
  /** Of a chart that is not a SupervisorChart or a WorkloadChart, and that declares no workload of one cluster. */
  UNKNOWN = 'manifests',
}

/** The folder of a cluster, or of a chart that belongs to no one cluster. It has a folder for each side. */
export interface FolderOwner {
  /** Path in the output folder. */
  readonly path: string;
  /** Name that no other folder of the app has, a DNS subdomain without dots. */
  readonly name: string;
  readonly environment?: Environment;
  /** Name of the Supervisor, if it is known. */
  readonly supervisor?: string;
  /** The vSphere Namespace of the cluster, if it is known. */
  readonly namespace?: string;
  /** Name of the cluster; undefined for a chart. */
  readonly clusterName?: string;
}

/** The objects that are applied together. */
export interface Folder {
  readonly owner: FolderOwner;
  readonly side: FolderSide;
  /** Path in the output folder. */
  readonly path: string;
  readonly items: readonly Item[];
}

/** An object of a folder. */
export interface Item {
  readonly written: WrittenObject;
  /** An object is applied after those of smaller waves. */
  readonly wave: number;
  readonly isProof: boolean;
  /** Name of its file. */
  readonly file: string;
}
