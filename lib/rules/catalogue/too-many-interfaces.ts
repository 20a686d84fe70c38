import { FindingLevel } from '../../messages/finding';
import { interfaceVerdicts } from '../../platform/_interface-verdicts';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { antreaConfig, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, interfacesOf, isMulticastOn, settingsOf } from '../manifests/_antrea';
import { interfacesPlace, reportedAt } from '../manifests/_places';

const { interfaceCount, memberships } = MULTICAST_LIMITS;
const configWith = (count: number) =>
  antreaConfig({
    trafficEncapMode: 'noEncap',
    multicastInterfaces: Array.from({ length: count }, (_, i) => `eth${i + 1}`),
  });

export const TOO_MANY_INTERFACES: Rule = {
  id: 'TAM086',
  level: FindingLevel.ERROR,
  title: 'A Node has no more multicast interfaces than its kernel and its memberships allow',
  why: `${interfaceCount.what} A Node joins each group on each of them, and can have only ${memberships.most} memberships, unless its sysctl net.ipv4.igmp_max_memberships is raised.`,
  fix: 'Remove names from multicastInterfaces.',
  source: interfaceCount.source,
  kinds: ANTREA_KINDS,
  check: (object) => {
    const settings = settingsOf(object);
    return settings && isMulticastOn(object)
      ? interfaceVerdicts(interfacesOf(settings))
          .filter(({ id }) => id === 'TAM086')
          .flatMap((verdict) => reportedAt(verdict, interfacesPlace(object)))
      : NOT_APPLICABLE;
  },
  fails: { objects: [configWith(interfaceCount.most + 1)] },
  passes: { objects: [configWith(2)] },
  notApplicable: { objects: [service()] },
};
