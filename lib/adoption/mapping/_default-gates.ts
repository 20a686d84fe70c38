import { Tree } from '../../checks/_trees';
import { isSame } from '../../preview/_differences';
import { ConstructCode } from '../_adopted-app';
import { Code, Member, objectCode } from '../_code';

/** Lets the library write its default gates, if the object is then the same. `make` returns the object of a construct. */
export function withDefaultGates(construct: ConstructCode, make: (construct: ConstructCode) => Tree): ConstructCode {
  const written = construct.props.members.find(({ name }) => name === 'writeDefaultGates');
  if (!written) {
    return construct;
  }
  const wanted = make(construct);
  const members = construct.props.members.filter((member) => member !== written);
  const gates = members.find(({ name }) => name === 'featureGates');
  const others = members.filter((member) => member !== gates);
  try {
    const defaults = gatesIn(make({ ...construct, props: objectCode(others) }));
    const own = membersOfCode(gates?.code).filter(
      ({ name, code }) => code.kind === 'literal' && code.value !== defaults[name],
    );
    const ofOwn = gates && own.length > 0 ? [{ ...gates, code: objectCode(own) }] : [];
    const shorter = { ...construct, props: objectCode([...others, ...ofOwn]) };
    return isSame(make(shorter), wanted) ? shorter : construct;
  } catch {
    // The release does not have one of the default gates.
    return construct;
  }
}

/** The feature gates of an object that configures Antrea. */
function gatesIn({ kind, spec }: Tree): Tree {
  const { antrea } = kind === 'AddonConfig' ? (spec.values ?? {}) : spec;
  return antrea?.config?.featureGates ?? {};
}

function membersOfCode(code: Code | undefined): Member[] {
  return code?.kind === 'object' ? code.members : [];
}
