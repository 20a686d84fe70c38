import { Path, pathText } from '../../checks/_paths';
import { printable } from '../../messages/_errors';
import { withoutSecrets } from '../../messages/_secret-texts';
import { ConstructCode } from '../_adopted-app';
import { Code, Member } from '../_code';

/** The comments of a document: those at a member of the options, and those above the construct. */
export function placedComments({ source, props }: ConstructCode): {
  above: string[];
  commentsOf: (member: Member) => string[];
} {
  const at = new Map<Member, string[]>();
  const above: string[] = [];
  for (const { path, text } of source.comments) {
    const member = path.length === 0 ? undefined : nearestMember(props, path);
    if (member) {
      at.set(member, [...(at.get(member) ?? []), commentText(text)]);
    } else {
      above.push(path.length === 0 ? text : `${pathText(path)}: ${text}`);
    }
  }
  return { above, commentsOf: (member) => at.get(member) ?? [] };
}

/** The member that writes the field, or the nearest value around it, else the first one that writes a part of it. */
export function nearestMember(props: Code, path: Path): Member | undefined {
  const found = membersWithPlaces(props).flatMap(({ member, from }) => {
    const common = from.findIndex((step, i) => step !== path[i]);
    const isAround = common === -1;
    return isAround || common >= path.length ? [{ member, length: isAround ? from.length : 0 }] : [];
  });
  const most = Math.max(...found.map(({ length }) => length));
  return found.find(({ length }) => length === most)?.member;
}

function membersWithPlaces(code: Code): { readonly member: Member; readonly from: Path }[] {
  switch (code.kind) {
    case 'list':
      return code.items.flatMap(membersWithPlaces);
    case 'object':
      return code.members.flatMap((member) => [
        ...(member.from ?? []).map((from) => ({ member, from })),
        ...membersWithPlaces(member.code),
      ]);
    default:
      return [];
  }
}

/** Texts that a tool reads as an instruction if a comment begins with them. */
const INSTRUCTION =
  /^(@|#|<|!|\/|(eslint|prettier|tslint|jshint|jslint|istanbul|c8|v8|node:coverage|globals?|exported|jest-|sourceMapping|deno-|biome)\b)/i;

/** A text that is safe in a comment of one line. */
export function commentText(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\*\//g, '* /').trim();
  return printable(withoutSecrets(INSTRUCTION.test(line) ? `YAML: ${line}` : line));
}
