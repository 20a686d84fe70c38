import { Tree } from '../../checks/_trees';
import { ConstructCode } from '../_adopted-app';
import { Code, Member, objectCode } from '../_code';
import { GeneratedClass, generatedMembers, metadataCode } from './_generated-code';
import { ReadContext, plainCode } from './_reading';

/** The class of a construct, and its options. */
export type ClassAndProps = Pick<ConstructCode, 'className' | 'props' | 'manifestOf'>;

/** The object of a class that is generated from a CRD. The chart writes the namespace. */
export function generatedConstruct(
  manifest: Tree,
  generated: GeneratedClass,
  context: ReadContext,
  namespace: string | undefined,
): ClassAndProps {
  const props = objectCode(withoutNamespace(generatedMembers(manifest, generated, context), namespace));
  return { className: `${generated.module}.${generated.className}`, props };
}

/** The same object as an ApiObject, which can be patched with fields that the CRD does not have. */
export function patchableConstruct({ className, props }: ClassAndProps): ClassAndProps {
  return { className: 'ApiObject', manifestOf: className, props };
}

/** An ApiObject with the fields of the manifest. The chart writes the namespace. */
export function plainConstruct(manifest: Tree, context: ReadContext, namespace: string | undefined): ClassAndProps {
  const { apiVersion, kind, metadata, ...rest } = manifest;
  const codeOf = ([name, value]: [string, unknown]): Member => ({
    name,
    code: plainCode(value, { ...context, path: [name], names: [name] }),
    from: [[name]],
  });
  const members: Member[] = [
    ...Object.entries({ apiVersion, kind }).map(codeOf),
    { name: 'metadata', code: metadataCode(metadata as Tree, context), from: [['metadata']] },
    ...Object.entries(rest).map(codeOf),
  ];
  return { className: 'ApiObject', props: objectCode(withoutNamespace(members, namespace)) };
}

function withoutNamespace(members: Member[], namespace: string | undefined): Member[] {
  return members.map((member) => {
    if (member.name !== 'metadata' || member.code.kind !== 'object' || namespace === undefined) {
      return member;
    }
    const kept = member.code.members.filter(({ name, code }) => !(name === 'namespace' && hasText(code, namespace)));
    return { ...member, code: objectCode(kept) };
  });
}

function hasText(code: Code, text: string): boolean {
  return code.kind === 'literal' && code.value === text;
}
