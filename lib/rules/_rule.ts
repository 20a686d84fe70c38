import { FindingLevel } from '../messages/finding';
import { Inventory, Manifest } from './manifests/_inventory';

/** What a rule reports of an object. A text has the level, the way out and the source of the rule; a verdict its own. */
export type Report =
  | string
  | {
      readonly message: string;
      readonly level: FindingLevel;
      readonly fix?: string;
      readonly source?: string;
    };

/** The rule has nothing to look at in this object. */
export const NOT_APPLICABLE = 'not applicable';

/** Objects that show a rule. */
export interface Example {
  readonly objects: object[];
  /** Place of the one that is looked at; the last where nothing is said. */
  readonly of?: number;
  readonly tkr?: string;
  readonly vsphere?: string;
}

/** One rule. Its id is never given to another one. */
export interface Rule {
  readonly id: string;
  readonly level: FindingLevel;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  /** Kinds that it looks at; every kind where there is none. */
  readonly kinds: string[];
  /** Looks at one object, knowing all, and reports on that one alone. */
  readonly check: (object: Manifest, inventory: Inventory) => Report[] | typeof NOT_APPLICABLE;
  readonly fails: Example;
  readonly passes: Example;
  readonly notApplicable: Example;
}
