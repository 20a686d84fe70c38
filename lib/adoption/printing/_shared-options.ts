import { AdoptedUnit } from '../_adopted-app';
import { Code, Member, objectCode } from '../_code';
import { nearestMember } from './_comment-places';
import { importLines } from './_identifiers';
import { CodePrinter } from './_print-code';

/** The options that all constructs of a class have equally. */
export interface SharedOptions {
  readonly className: string;
  /** Name of the constant in shared.ts. */
  readonly constant: string;
  readonly members: Member[];
}

/** The classes whose constructs share options, and their constants. */
const SHARING = [
  { className: 'TanzuCluster', constant: 'CLUSTER', of: 'clusters' },
  { className: 'AntreaConfig', constant: 'ANTREA_CONFIG', of: 'AntreaConfigs' },
  { className: 'AddonConfig', constant: 'ADDON_CONFIG', of: 'AddonConfigs of Antrea' },
];

/** Options that tell a construct from the others. */
const NEVER_SHARED = ['name', 'podCidrs', 'serviceCidrs', 'controlPlane', 'nodePools', 'cluster', 'objectName'];

/** The options that all constructs of a class have equally, for each class of which there are several. */
export function sharedOptions(units: AdoptedUnit[]): SharedOptions[] {
  return SHARING.map(({ className, constant }) => ({
    ...{ className, constant, members: sharedMembers(units, className) },
  })).filter(({ members }) => members.length > 0);
}

function sharedMembers(units: AdoptedUnit[], className: string): Member[] {
  const all = units.flatMap(({ constructs }) => constructs.filter((construct) => construct.className === className));
  const [first, ...others] = all.map(({ props }) => props.members);
  if (others.length === 0) {
    return [];
  }
  const textOf = (code: Code) => JSON.stringify(code, (key, value: unknown) => (key === 'from' ? undefined : value));
  const texts = others.map((members) => new Map(members.map(({ name, code }) => [name, textOf(code)])));
  const isOfAll = ({ name, code }: Member) => texts.every((members) => members.get(name) === textOf(code));
  // A comment stays above its option, in the file of its cluster.
  const commented = new Set(
    all.flatMap(({ source, props }) => source.comments.map(({ path }) => nearestMember(props, path)?.name)),
  );
  return first
    .filter((member) => !NEVER_SHARED.includes(member.name) && isOfAll(member) && !commented.has(member.name))
    .map(({ name, code }) => ({ name, code }));
}

/** The text of shared.ts. */
export function sharedText(shared: SharedOptions[]): string {
  const names = new Set<string>(shared.map(({ className }) => `${className}Props`));
  shared.forEach(({ members }) => members.forEach(({ code }) => addNames(code, names)));
  const readsSecret = names.delete('secret');
  const constants = shared.map(({ className, constant, members }) => {
    const what = SHARING.find((one) => one.className === className)?.of;
    const text = new CodePrinter().object(objectCode(members), '');
    return `/** Options that all ${what} have. */\nexport const ${constant} = ${text} satisfies Partial<${className}Props>;\n`;
  });
  const imports = [...importLines(names), ...(readsSecret ? ["import { secret } from './secrets';"] : [])];
  return `${imports.join('\n')}\n\n${constants.join('\n')}`;
}

function addNames(code: Code, names: Set<string>): void {
  switch (code.kind) {
    case 'list':
      code.items.forEach((item) => addNames(item, names));
      break;
    case 'object':
      code.members.forEach((member) => addNames(member.code, names));
      break;
    case 'call':
      names.add(code.className.split('.')[0]);
      code.args.forEach((arg) => addNames(arg, names));
      break;
    case 'name':
      names.add(code.text.split('.')[0]);
      break;
    case 'secret':
      names.add(code.isSensitiveText ? 'SensitiveText' : 'secret');
      break;
    default:
  }
}
