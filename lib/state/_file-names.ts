import { Chart, Names } from 'cdk8s';

/** What the name of an object's file is made of. */
export interface NamedObject {
  readonly kind?: unknown;
  readonly metadata: { readonly name?: unknown };
}

/** Returns the name that cdk8s gives to the file of an object, without its extension. */
export function objectName({ kind, metadata }: NamedObject): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** Returns the name that cdk8s gives to the file or folder of a chart, without an extension. */
export function chartName(chart: Chart, index?: number): string {
  return numbered(Names.toDnsLabel(chart), index);
}

export function numbered(name: string, index?: number): string {
  return index === undefined ? name : `${String(index).padStart(4, '0')}-${name}`;
}
