import { Path } from '../checks/_paths';
import { Edit } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { Inventory, Manifest } from './manifests/_inventory';

/** A message about an object. A report can set its own place, level, fix and source in place of those of the rule. */
export type Report =
  | string
  | {
      readonly message: string;
      /** The field that it is about. The field may be missing. */
      readonly at?: Path;
      readonly level?: FindingLevel;
      readonly fix?: string;
      readonly source?: string;
      /** The changes that end it, if there is only one way out. */
      readonly edits?: readonly Edit[];
    };

/** The object has nothing that the rule checks. */
export const NOT_APPLICABLE = 'not applicable';

/** Objects that a rule accepts, rejects or does not apply to. */
export interface Example {
  readonly objects: object[];
  /**
   * Index of the object that is checked, from 0.
   *
   * @default - that of the last one
   */
  readonly of?: number;
  /** Names of the workload clusters that objects are in, by the index of the object. */
  readonly inClusters?: { readonly [index: number]: string };
  readonly tkr?: string;
  readonly antreaVersion?: string;
  readonly vsphere?: string;
}

/** A rule. Its id is never reused for another rule. */
export interface Rule {
  readonly id: string;
  readonly level: FindingLevel;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  /** Kinds of objects that it checks; every kind if the list is empty. */
  readonly kinds: string[];
  /**
   * The field that its reports are about, such as `spec.topology.class`.
   *
   * @default - each report has its own field, or is about the whole object
   */
  readonly at?: string;
  /** Checks one object and reports only on that one; the inventory has all objects. */
  readonly check: (object: Manifest, inventory: Inventory) => Report[] | typeof NOT_APPLICABLE;
  readonly fails: Example;
  readonly passes: Example;
  readonly notApplicable: Example;
}
