import { Reply } from './_admin';

/** A field that the server names. */
export interface NamedField {
  readonly path: string;
  /** Whether the path has the indexes of items. */
  readonly hasIndexes: boolean;
}

/** What an API server thinks of the structure of a document. */
export interface ServerVerdict {
  /** Whether it takes the document. */
  readonly isTaken: boolean;
  /** Whether it refuses the structure. If neither is true, it refuses the document for another reason. */
  readonly isRefused: boolean;
  readonly fields: NamedField[];
  readonly text: string;
}

/** Beginnings of the messages of what refuses values when it decodes them. They name no field. */
const DECODING = [
  'json: cannot unmarshal',
  'parsing time ',
  "quantities must match the regular expression '",
  "unable to parse quantity's suffix",
  'illegal base64 data',
];

/** Reads the answer to a request to create or to apply a document. */
export function serverVerdict({ code, body }: Reply, isCustom: boolean): ServerVerdict {
  const text = String(body?.message ?? body);
  const verdict = { isTaken: code < 300, isRefused: false, fields: [], text: `${code} ${text}` };
  if (code === 422) {
    const causes = isCustom ? causesOfSchema(body.details?.causes ?? []) : [];
    return { ...verdict, isRefused: causes.length > 0, fields: causes.flatMap(fieldsOfCause) };
  }
  const fields = code === 400 ? ofDecoding(text, isCustom) : code === 500 ? ofTypedPatch(text) : undefined;
  if (code >= 500 && fields === undefined) {
    throw new Error(`the server fails: ${code} ${text}`);
  }
  return fields === undefined ? verdict : { ...verdict, isRefused: true, fields };
}

interface Cause {
  readonly message: string;
  readonly field: string;
}

/** The causes without those of the metadata, whose values are checked without a schema. */
function causesOfSchema(causes: Cause[]): Cause[] {
  return causes.filter(({ field }) => !/^metadata\b/.test(field));
}

function fieldsOfCause({ message, field }: Cause): NamedField[] {
  if (field !== '<nil>') {
    return [{ path: field, hasIndexes: true }];
  }
  const [, path] = /"([^"]+)" must validate/.exec(message) ?? [];
  return path === undefined ? [] : [{ path, hasIndexes: true }];
}

function ofDecoding(text: string, isCustom: boolean): NamedField[] | undefined {
  const unknown = [...text.matchAll(/unknown field "([^"]+)"/g)].map(([, path]) => path);
  if (unknown.length > 0) {
    return unknown.map((path) => ({ path, hasIndexes: true }));
  }
  if (!DECODING.some((words) => text.includes(words))) {
    return undefined;
  }
  const [, path] = / into Go struct field \w+\.(\S+) of type /.exec(text) ?? [];
  // Kubernetes 1.35 has the names of embedded types in the path; they begin with a capital letter.
  const names = path?.split('.').filter((name) => !/^[A-Z]/.test(name)) ?? [];
  // Of a custom kind, only the metadata are decoded, for themselves.
  const fields = isCustom && names[0] !== 'metadata' ? ['metadata', ...names] : names;
  return fields.length > 0 ? [{ path: fields.join('.'), hasIndexes: false }] : [];
}

function ofTypedPatch(text: string): NamedField[] | undefined {
  if (/failed to convert new object /.test(text)) {
    return [];
  }
  const [, errors] = /^failed to create typed patch object \(.*?\): (.*)$/s.exec(text) ?? [];
  const lines = errors?.replace(/^errors:\n/, '').split('\n');
  return lines?.flatMap((line) => {
    const [, path] = /^ *\.((?:[^:[\]"]|\[[^\]]*\])+): /.exec(line) ?? [];
    return path === undefined ? [] : [{ path: withoutIndexes(path), hasIndexes: false }];
  });
}

/** Removes the indexes and keys of items. */
export function withoutIndexes(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '');
}

/** Whether one path is the other, or leads to it. */
export function isRelated(a: string, b: string): boolean {
  return a === b || isBelow(a, b) || isBelow(b, a);
}

function isBelow(path: string, top: string): boolean {
  return path.startsWith(`${top}.`) || path.startsWith(`${top}[`);
}
