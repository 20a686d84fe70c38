import { ApiObject, Chart } from 'cdk8s';
import { Tree } from '../checks/_trees';

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

/** A file of the output. */
export interface OutputFile {
  /** The path in the output folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}
