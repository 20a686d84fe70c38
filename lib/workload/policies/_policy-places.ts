import { IConstruct } from 'constructs';
import { AppState } from '../../state/_app-state';

/** The actions that a policy controls. */
export enum PolicySubject {
  JOINING = 'joining',
  SENDING = 'sending',
}

/** The place of MulticastPolicies in the order of Antrea's policies, and the traffic that they apply to. */
export interface PolicyPlace {
  /** Key of the cluster. */
  readonly cluster: string;
  readonly tier: string;
  readonly priority: number;
  /** The namespace that they apply to; undefined for the whole cluster. */
  readonly namespace?: string;
  readonly isDropping: boolean;
  readonly isOnJoining: boolean;
  readonly isOnSending: boolean;
}

/** Records policies, so that other policies can find those that may contradict them. */
export function recordPolicies(policies: IConstruct, place: PolicyPlace): void {
  const reach = place.namespace === undefined ? [WIDE] : [place.namespace];
  const keys = subjects(place).flatMap((subject) => [
    placeKey(place, place.isDropping, subject, []),
    placeKey(place, place.isDropping, subject, reach),
    appliedKey(place.cluster, subject, reach),
  ]);
  AppState.of(policies).registered.add(policies, keys);
}

/**
 * The policies that have the same Tier and priority and apply to the same traffic, if one of the two drops what it does
 * not allow: Antrea has no order for rules of one Tier and priority that disagree.
 */
export function conflictingPolicies(policies: IConstruct, place: PolicyPlace): IConstruct[] {
  const reaches = place.namespace === undefined ? [[]] : [[WIDE], [place.namespace]];
  const dropping = place.isDropping ? [true, false] : [true];
  const keys = subjects(place).flatMap((subject) =>
    dropping.flatMap((isDropping) => reaches.map((reach) => placeKey(place, isDropping, subject, reach))),
  );
  return AppState.of(policies)
    .registered.at(...keys)
    .filter((found) => found !== policies);
}

/** Stands for all namespaces in a key. A symbol, because no namespace can be equal to it. */
const WIDE = Symbol('the whole cluster');

/** Whether policies on an action apply to the Pods of a namespace. */
export function arePoliciesIn(
  policies: IConstruct,
  cluster: string,
  subject: PolicySubject,
  namespace: string,
): boolean {
  const { registered } = AppState.of(policies);
  return [WIDE, namespace].some((reach) => registered.first(appliedKey(cluster, subject, [reach])) !== undefined);
}

function appliedKey(cluster: string, subject: string, reach: unknown[]): unknown[] {
  return ['policies that apply', cluster, subject, ...reach];
}

function subjects({ isOnJoining, isOnSending }: PolicyPlace): PolicySubject[] {
  const { JOINING, SENDING } = PolicySubject;
  return [...(isOnJoining ? [JOINING] : []), ...(isOnSending ? [SENDING] : [])];
}

function placeKey(place: PolicyPlace, isDropping: boolean, subject: string, reach: unknown[]): unknown[] {
  return ['policies', place.cluster, place.tier, place.priority, isDropping, subject, ...reach];
}
