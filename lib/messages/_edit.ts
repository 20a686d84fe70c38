/**
 * A change of a manifest that ends a finding and that only one meaning of the user allows. `lint --fix` writes it. Where
 * there is a doubt, a verdict has none.
 */
export type Edit = {
  /** The manifest that changes. By default, that of the finding. */
  readonly of?: object;
  /** The place of the change. By default, that of the finding. */
  readonly at?: readonly (string | number)[];
} & (
  | {
      /** The value that is written in place of the old one, or as a new member. */
      readonly set: string | number | boolean;
    }
  | {
      /** The new name of the key. */
      readonly rename: string;
    }
  | {
      /** The value stays as it is written, but in quotes. */
      readonly isQuoted: true;
    }
  | {
      /** The manifest in front of which the document is moved, in the same file. */
      readonly before: object;
    }
);
