import { InvalidInput } from '../../messages/_errors';
import { ConstructCode } from '../_adopted-app';
import { Code, Member, ObjectCode } from '../_code';

/** A construct that can be made, and the names of the options that had to be left out. */
export interface Fitted {
  readonly construct: ConstructCode;
  readonly left: string[];
}

/** More attempts than a Cluster has options. */
const MOST_ATTEMPTS = 200;

/**
 * Returns the construct with the acknowledgements that its constructor needs, and withoutOption the options that it refuses
 * for a reason that cannot be withAcknowledgement. Returns the error if it cannot be made at all.
 */
export function fitted(
  draft: ConstructCode,
  isRequired: (option: string) => boolean,
  attempt: (construct: ConstructCode) => void,
): Fitted | Error {
  const attempts = { left: MOST_ATTEMPTS };
  const errorOf = (construct: ConstructCode): Error | undefined => {
    try {
      attempts.left--;
      attempt(construct);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  };
  let construct = draft;
  const left: string[] = [];
  for (let error = errorOf(construct); error; error = errorOf(construct)) {
    const withRule = withAcknowledgement(construct, error);
    const next = withRule ? { construct: withRule } : withoutOption(construct, error, isRequired, errorOf);
    if (!next || attempts.left <= 0) {
      return error;
    }
    left.push(...('option' in next ? [next.option] : []));
    construct = next.construct;
  }
  return { construct, left };
}

function withAcknowledgement(construct: ConstructCode, error: Error): ConstructCode | undefined {
  const id = error instanceof InvalidInput ? error.ruleId : undefined;
  if (id === undefined || construct.acknowledged.some(({ ruleId }) => ruleId === id)) {
    return undefined;
  }
  const [sentence] = (error as InvalidInput).sentences;
  return { ...construct, acknowledged: [...construct.acknowledged, { ruleId: id, reason: sentence }] };
}

/** The construct withoutOption one option, if that mends the error or leads to another one. */
function withoutOption(
  construct: ConstructCode,
  { message }: Error,
  isRequired: (option: string) => boolean,
  errorOf: (construct: ConstructCode) => Error | undefined,
): { construct: ConstructCode; option: string } | undefined {
  for (const { props, option } of smaller(construct.props, isRequired)) {
    const one = { ...construct, props };
    const error = errorOf(one);
    if (!error || error.message !== message) {
      return { construct: one, option };
    }
  }
  return undefined;
}

/** The options withoutOption one member: first those inside, such as an option of a node pool, then whole options. */
function* smaller(
  props: ObjectCode,
  isRequired: (option: string) => boolean,
): Generator<{ props: ObjectCode; option: string }> {
  for (const [i, member] of props.members.entries()) {
    for (const { code, option } of smallerCode(member.code)) {
      yield { props: withMemberAt(props, i, { ...member, code }), option: `${member.name} ${option}` };
    }
  }
  for (const [i, { name }] of props.members.entries()) {
    if (!isRequired(name)) {
      yield { props: withMemberAt(props, i), option: name };
    }
  }
}

const never = () => false;

function* smallerCode(code: Code): Generator<{ code: Code; option: string }> {
  if (code.kind === 'object' && !code.isFree) {
    for (const { props, option } of smaller(code, never)) {
      yield { code: props, option };
    }
  }
  if (code.kind === 'list') {
    for (const [i, item] of code.items.entries()) {
      if (item.kind === 'object') {
        for (const { code: smallerItem, option } of smallerCode(item)) {
          yield { code: { ...code, items: code.items.map((each, j) => (i === j ? smallerItem : each)) }, option };
        }
      }
    }
  }
}

function withMemberAt(props: ObjectCode, index: number, member?: Member): ObjectCode {
  return { ...props, members: props.members.flatMap((each, i) => (i === index ? (member ?? []) : [each])) };
}
