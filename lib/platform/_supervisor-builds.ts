import { InvalidInput, quote } from '../_errors';
import { DEFAULT_GATES, FURTHER_CRD_GATES } from './_default-gates';
import { vsphereOrder, vsphereRow } from './_vsphere-version';

/** A vSphere version and the gates that its AntreaConfig takes; it holds until the next row begins. */
export interface SupervisorBuild {
  readonly since: string;
  /** Gates that it was seen to take. */
  readonly gates: string[];
  /** It refuses every other gate. */
  readonly refusesOthers: boolean;
  /** Gates that a Supervisor of that age or later was seen to list, on a build that the source does not name. */
  readonly perhaps: string[];
  readonly source: string;
}

const CLASSIC = DEFAULT_GATES.map(({ name }) => name).filter((name) => name !== 'Multicast');

export const SUPERVISOR_BUILDS: SupervisorBuild[] = [
  {
    since: '8.0',
    gates: CLASSIC,
    refusesOthers: true,
    perhaps: [],
    source: 'vmware-tanzu/tanzu-framework v0.21.0; andreasm80/blog.local of 2023-06-01',
  },
  {
    since: '8.0u1',
    gates: CLASSIC,
    refusesOthers: true,
    perhaps: [],
    source: 'rotbau/rotbau.github.io of 2023-08-07: refuses Multicast as an unknown gate',
  },
  {
    since: '8.0u1a',
    gates: CLASSIC,
    refusesOthers: false,
    perhaps: ['Multicast', ...FURTHER_CRD_GATES],
    source: 'rotbau/rotbau.github.io of 2023-08-07: between 8.0u1, which refuses Multicast, and 8.0u1c, which takes it',
  },
  {
    since: '8.0u1c',
    gates: [...CLASSIC, 'Multicast'],
    refusesOthers: false,
    perhaps: FURTHER_CRD_GATES,
    source:
      'rotbau/rotbau.github.io of 2023-08-07 (Multicast); andreasm80/blog.local of 2023-06-01: a template of 2023-09-24 lists fifteen gates',
  },
];

/** What is known of a vSphere version such as "8.0u1c"; a later one than the last row is read as the last row. */
export function supervisorBuild(vsphereVersion: string): SupervisorBuild {
  const asked = vsphereOrder(vsphereVersion);
  if (!asked) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} is none: write release and update, such as "8.0u1c", and not the number of the appliance.`,
    );
  }
  const found = vsphereRow(SUPERVISOR_BUILDS, asked);
  if (!found) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} has no Supervisor that takes an AntreaConfig: give one from 8.0 on.`,
    );
  }
  return found;
}
