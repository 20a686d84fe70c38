import { IConstruct } from 'constructs';
import { AppState } from '../../state/_app-state';

/** Where MulticastPolicies are asked, and what of. */
export interface PolicyPlace {
  /** Key of the cluster. */
  readonly cluster: string;
  readonly tier: string;
  readonly priority: number;
  /** Undefined for the whole cluster. */
  readonly namespace?: string;
  readonly isDropping: boolean;
  readonly isOnJoining: boolean;
  readonly isOnSending: boolean;
}

/** Notes policies for others that may contradict them. */
export function notePolicies(policies: IConstruct, place: PolicyPlace): void {
  const reach = place.namespace === undefined ? [WIDE] : [place.namespace];
  const keys = subjects(place).flatMap((subject) => [
    placeKey(place, place.isDropping, subject, []),
    placeKey(place, place.isDropping, subject, reach),
  ]);
  AppState.of(policies).registered.add(policies, keys);
}

/**
 * The policies that are asked at the same place about the same, where one of the two drops what it does not allow: Antrea
 * has no order for rules of one Tier and priority that disagree.
 */
export function policiesThatMeet(policies: IConstruct, place: PolicyPlace): IConstruct[] {
  const reaches = place.namespace === undefined ? [[]] : [[WIDE], [place.namespace]];
  const dropping = place.isDropping ? [true, false] : [true];
  const keys = subjects(place).flatMap((subject) =>
    dropping.flatMap((isDropping) => reaches.map((reach) => placeKey(place, isDropping, subject, reach))),
  );
  return AppState.of(policies)
    .registered.at(...keys)
    .filter((found) => found !== policies);
}

/** In place of a namespace, and no text that one could be. */
const WIDE = Symbol('the whole cluster');

function subjects({ isOnJoining, isOnSending }: PolicyPlace): string[] {
  return [...(isOnJoining ? ['joining'] : []), ...(isOnSending ? ['sending'] : [])];
}

function placeKey(place: PolicyPlace, isDropping: boolean, subject: string, reach: unknown[]): unknown[] {
  return ['policies', place.cluster, place.tier, place.priority, isDropping, subject, ...reach];
}
