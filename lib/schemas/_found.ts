import { Path } from '../checks/_paths';
import { Tree } from '../checks/_trees';
import { AjvError } from './_ajv';
import { Found, inOrder, mistakesOfErrors } from './_ajv-mistakes';
import { RefusedBy } from './_mistake';
import { checkable, hasNull } from './_nulls';
import { valueAtPath } from './_shown-value';
import { Validator } from './_validator';

/** The end of a message about a mistake that only one of the requests meets. */
const ONLY = {
  [RefusedBy.CREATE]: ': only a request to create the object is refused',
  [RefusedBy.APPLY]: ': only server-side apply refuses it',
  [RefusedBy.BOTH]: '',
};

/** Returns what API servers refuse in an object by one definition. */
export function foundIn(validator: Validator, definition: string, manifest: Tree, isBuiltIn: boolean): Found[] {
  const { file } = validator;
  const foundWhenSent = (sent: Tree) => {
    const errors = validator.errorsOf(definition, isBuiltIn, sent).filter((error) => !isOfAbsentMember(error));
    return errors.length === 0 ? [] : mistakesOfErrors(errors, { manifest, file, definition, isBuiltIn });
  };
  const found = isBuiltIn || !hasNull(manifest) ? foundWhenSent(manifest) : ofBothRequests();
  return found.map((one) => ({ ...one, message: `${one.message}${ONLY[one.refusedBy]}.` }));

  function ofBothRequests(): Found[] {
    const { created, applied } = checkable(file, definition, manifest);
    return mergedRequests(manifest, foundWhenSent(created), foundWhenSent(applied));
  }
}

/** Whether the unknown field is a member that JavaScript code has set to undefined, which is not sent. */
function isOfAbsentMember({ keyword, data, params }: AjvError): boolean {
  return keyword === 'additionalProperties' && (data as Tree)[params.additionalProperty as string] === undefined;
}

/** Merges the mistakes of the two requests. */
function mergedRequests(manifest: Tree, whenCreated: Found[], whenApplied: Found[]): Found[] {
  const creates = whenCreated.filter(({ refusedBy }) => refusedBy !== RefusedBy.APPLY);
  const applies = whenApplied.filter(({ refusedBy }) => refusedBy !== RefusedBy.CREATE);
  const created = new Set(creates.map((one) => mistakeKey(manifest, one)));
  const applied = new Set(applies.map((one) => mistakeKey(manifest, one)));
  const all = [
    ...applies.map((one) => ({
      ...one,
      refusedBy: created.has(mistakeKey(manifest, one)) ? RefusedBy.BOTH : RefusedBy.APPLY,
    })),
    ...creates
      .filter((one) => !applied.has(mistakeKey(manifest, one)))
      .map((one) => ({ ...one, refusedBy: RefusedBy.CREATE })),
  ];
  return inOrder(manifest, all);
}

/** A null that is required is missing in one request, and has the wrong type in the other. */
function mistakeKey(manifest: Tree, { kind, at, message }: Found): string {
  return JSON.stringify(isNull(manifest, at) ? [at] : [at, kind, message]);
}

function isNull(manifest: Tree, at: Path): boolean {
  return valueAtPath(manifest, at) === null;
}
