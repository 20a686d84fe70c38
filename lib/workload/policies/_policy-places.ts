import { IConstruct } from 'constructs';
import { AppState } from '../../state/_app-state';

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

function subjects({ isOnJoining, isOnSending }: PolicyPlace): string[] {
  return [...(isOnJoining ? ['joining'] : []), ...(isOnSending ? ['sending'] : [])];
}

function placeKey(place: PolicyPlace, isDropping: boolean, subject: string, reach: unknown[]): unknown[] {
  return ['policies', place.cluster, place.tier, place.priority, isDropping, subject, ...reach];
}
