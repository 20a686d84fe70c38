import * as addons from '../../../imports/addons.kubernetes.vmware.com';
import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import * as cni from '../../../imports/cni.tanzu.vmware.com';
import * as antrea from '../../../imports/crd.antrea.io';
import * as tanzuRun from '../../../imports/run.tanzu.vmware.com';
import * as vmOperator from '../../../imports/vmoperator.vmware.com';
import { Tree, isTree } from '../../checks/_trees';
import { Code, Member, ObjectCode, callCode, listCode, literalCode, nameCode, objectCode } from '../_code';
import { GeneratedShape, shapeOfStruct, structBelow } from './_generated-shape';
import { Field, ReadContext, fieldBelow, plainCode, readTextMap } from './_reading';

type Exports = { readonly [name: string]: any };

/** The modules of generated classes, by the name under which the library exports them. */
export const GENERATED: { readonly [module: string]: Exports } = {
  addons,
  antrea,
  clusterApi,
  cni,
  tanzuRun,
  vmOperator,
};

/** A class that is generated from a CRD. */
export interface GeneratedClass {
  /** Name of the module, such as `cni`. */
  readonly module: string;
  readonly className: string;
}

let byKind: Map<string, GeneratedClass> | undefined;

/** Returns the generated class of a document; undefined if there is none for its API version. */
export function generatedClassOf({ apiVersion, kind }: Tree): GeneratedClass | undefined {
  byKind ??= new Map(
    Object.entries(GENERATED).flatMap(([module, exported]) =>
      Object.entries(exported).flatMap(([className, value]): [string, GeneratedClass][] =>
        value?.GVK ? [[`${value.GVK.apiVersion} ${value.GVK.kind}`, { module, className }]] : [],
      ),
    ),
  );
  return byKind.get(`${apiVersion} ${kind}`);
}

const knownShapes = new Map<string, GeneratedShape>();

/** The shape of a struct of a module, such as `AntreaConfigSpecAntreaConfig` of `cni`. */
export function generatedShape(module: string, struct: string): GeneratedShape {
  const key = `${module}.${struct}`;
  const shape = knownShapes.get(key) ?? shapeOfStruct(struct, GENERATED[module][`toJson_${struct}`]);
  knownShapes.set(key, shape);
  return shape;
}

/** Members of a struct, and the fields that it does not have. */
export interface StructCode {
  readonly members: Member[];
  readonly unknown: Tree;
}

/** Returns the members of a generated struct that write the tree. */
export function structMembers(tree: Tree, module: string, shape: GeneratedShape, field: Field): StructCode {
  const members: Member[] = [];
  const unknown: Tree = {};
  for (const [name, value] of Object.entries(tree)) {
    const at = fieldBelow(field, name);
    const known = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    const { code, rest } = known ? valueCode(value, module, shape, known, at) : { rest: value as unknown };
    if (code && known) {
      members.push({ name: known.option, code, from: [at.path] });
    }
    if (rest !== undefined) {
      unknown[name] = rest;
    }
  }
  return { members, unknown };
}

function valueCode(
  value: unknown,
  module: string,
  { struct }: GeneratedShape,
  { option, fieldBelow: inner, isList, isNumberOrText }: GeneratedShape['fields'][string],
  field: Field,
): { code?: Code; rest?: unknown } {
  const type = structBelow(struct, option);
  if (inner && isList) {
    return listOfStructs(value, module, inner, field);
  }
  if (inner) {
    return isTree(value) ? structCode(value, module, inner, field) : { rest: value };
  }
  if (isNumberOrText) {
    const method = typeof value === 'number' ? 'fromNumber' : 'fromString';
    return typeof value === 'number' || typeof value === 'string'
      ? { code: callCode(`${module}.${type}`, method, literalCode(value)) }
      : { rest: value };
  }
  const members: unknown = GENERATED[module][type];
  if (isTree(members)) {
    const [found] = Object.entries(members).find(([, text]) => text === value) ?? [];
    return found === undefined ? { rest: value } : { code: nameCode(`${module}.${type}.${found}`) };
  }
  const code = plainCode(value, field);
  return { code: code.kind === 'object' && !isTextMap(value) ? { ...code, isFree: true } : code };
}

function isTextMap(value: unknown): boolean {
  return isTree(value) && Object.values(value).every((text) => typeof text === 'string');
}

function structCode(
  value: Tree,
  module: string,
  shape: GeneratedShape,
  field: Field,
): { code: ObjectCode; rest?: Tree } {
  const { members, unknown } = structMembers(value, module, shape, field);
  return { code: objectCode(members), rest: Object.keys(unknown).length > 0 ? unknown : undefined };
}

function listOfStructs(value: unknown, module: string, shape: GeneratedShape, field: Field) {
  if (!Array.isArray(value) || !value.every(isTree)) {
    return { rest: value };
  }
  return {
    code: listCode(value.map((item: Tree, i) => structCode(item, module, shape, fieldBelow(field, i)).code)),
  };
}

/** Returns the options of a generated class that writes the document, as far as its CRD has its fields. */
export function generatedMembers(
  document: Tree,
  { module, className }: GeneratedClass,
  context: ReadContext,
): Member[] {
  const { members } = structMembers(withoutType(document), module, generatedShape(module, propsOf(module, className)), {
    ...context,
    path: [],
    names: [],
  });
  const { metadata } = document;
  const meta = metadataCode(isTree(metadata) ? metadata : {}, context);
  return [{ name: 'metadata', code: meta, from: [['metadata']] }, ...members.filter(({ name }) => name !== 'metadata')];
}

function propsOf(module: string, className: string): string {
  const found = [`${className}Props`, className].find((name) => `toJson_${name}` in GENERATED[module]);
  return found as string;
}

function withoutType({ apiVersion: _apiVersion, kind: _kind, ...rest }: Tree): Tree {
  return rest;
}

/** The metadata of an ApiObject or of a generated class. */
export function metadataCode(metadata: Tree, context: ReadContext): ObjectCode {
  const field: Field = { ...context, path: ['metadata'], names: ['metadata'] };
  const members = Object.entries(metadata).flatMap(([name, value]): Member[] => {
    const code =
      name === 'labels' || name === 'annotations' ? readTextMap(value, fieldBelow(field, name)).code : undefined;
    return [{ name, code: code ?? plainCode(value, fieldBelow(field, name)), from: [['metadata', name]] }];
  });
  return objectCode(members);
}
