import { Path } from '../checks/_paths';
import { Tree } from '../checks/_trees';
import { Code, ObjectCode } from './_code';

/** A document of the user, as it is adopted. */
export interface SourceDocument {
  /** The manifest without what the server wrote. */
  readonly manifest: Tree;
  readonly file: string;
  readonly document: number;
  readonly line: number;
  /** The comments of the document. The path of one above the whole document is empty. */
  readonly comments: SourceComment[];
}

/** A comment in YAML. */
export interface SourceComment {
  /** The field that it is at. */
  readonly path: Path;
  /** Its text, without `#`. */
  readonly text: string;
}

/** A rule whose finding the generated code acknowledges. */
export interface AcknowledgedRule {
  readonly ruleId: string;
  readonly reason: string;
}

/** A patch of an object, for what no option can write. */
export interface PatchCode {
  readonly op: 'add' | 'replace' | 'remove';
  /** JSON pointer. */
  readonly path: string;
  readonly value?: Code;
  /** Why no option writes it; the comment above the patch. */
  readonly why: string;
}

/** A construct of the generated app. */
export interface ConstructCode {
  /** The document that it writes. */
  readonly source: SourceDocument;
  /** Name of the class, such as `TanzuCluster`, `cni.AntreaConfig` or `ApiObject`. */
  readonly className: string;
  /** Id of the construct, unique in its unit. */
  readonly id: string;
  /** The variable that holds it, if another construct refers to it. */
  readonly variable?: string;
  readonly props: ObjectCode;
  /**
   * The generated class, such as `cni.AntreaConfig`, whose `manifest()` turns the props into those of an ApiObject. The
   * class itself would drop what its CRD does not have.
   */
  readonly manifestOf?: string;
  readonly acknowledged: AcknowledgedRule[];
  readonly patches: PatchCode[];
  /** Sentences for a comment above the construct, such as why it is an ApiObject. */
  readonly notes: string[];
}

/** A file of the generated app: one cluster, or objects that belong to no cluster. It is one chart. */
export interface AdoptedUnit {
  /** Name of the unit, unique in the app: a DNS label. It is the id of the chart and the name of the file. */
  readonly name: string;
  /** A sentence about what the unit is. */
  readonly what: string;
  /** `SupervisorChart` or `Chart`. */
  readonly chartClass: string;
  readonly chartProps: ObjectCode;
  readonly constructs: ConstructCode[];
}

/** A secret of the sources. Its value is only in memory. */
export interface AdoptedSecret {
  readonly variable: string;
  readonly value: string;
  /** The document, such as `Cluster ns/name`, and the field that holds it. */
  readonly object: string;
  readonly path: Path;
}

/** The number of leaf fields of the sources by what writes them. */
export interface LeafCounts {
  readonly total: number;
  /** Written by options of this library, or by classes that are generated from CRDs. */
  readonly typed: number;
  /** Written as a variable of the ClusterClass that its table checks. */
  readonly checked: number;
  /** Written by values by path, patches and ApiObjects. */
  readonly escaped: number;
}

/** The app that adopts the sources. */
export interface AdoptedApp {
  readonly units: AdoptedUnit[];
  readonly secrets: AdoptedSecret[];
  readonly leaves: LeafCounts;
  /** Sentences for the report, such as kinds that are kept as ApiObject. */
  readonly notes: string[];
}
