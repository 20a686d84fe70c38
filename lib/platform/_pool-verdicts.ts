import { Tree, isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { Cidr, parseCidr } from '../multicast/_cidr';
import { RangeVerdict } from './_range-verdicts';
import { NODE_RANGE } from './tables/_network-limits';
import { AUTOSCALER_BOUNDS_NEEDED } from './tables/_supervisor-builds';

/** Annotations of a node pool between whose values the autoscaler chooses its size. */
export const AUTOSCALER_ANNOTATIONS = {
  min: 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size',
  max: 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size',
};

/** The Nodes of a Cluster, as in its manifest. Values can have any type. */
export interface ClusterNodes {
  /** The value of `replicas` of the control plane. */
  readonly controlPlane: unknown;
  readonly pools: PoolNodes[];
}

/** The size of a node pool, as in its manifest. */
export interface PoolNodes {
  readonly replicas: unknown;
  readonly annotations: unknown;
}

/** A Cluster, as far as the room for its Nodes depends on it. */
export interface NodeRangeFacts extends ClusterNodes {
  readonly pods: unknown[];
  /** Whether this library knows the ClusterClass. Another class may give the Nodes smaller ranges. */
  readonly isKnownClass: boolean;
}

const { ERROR, WARNING } = FindingLevel;

/** Tells how a cluster gets room for a number of Nodes. */
function roomFor(nodes: number): string {
  const { prefix, largest } = NODE_RANGE;
  const most = prefix - Math.ceil(Math.log2(nodes));
  return most < largest.prefix
    ? `Use fewer Nodes: the largest private range, ${largest.range}, has room for ${2 ** (prefix - largest.prefix)}.`
    : `Use a Pod range with a prefix length of ${most} or less, because it cannot change after the cluster is created.`;
}

/** Checks that the Pod range has room for all Nodes, and for those that an upgrade adds. */
export function nodeRangeVerdict({ pods, isKnownClass, ...nodes }: NodeRangeFacts): RangeVerdict | undefined {
  const { prefix, spare, mostOfFamily, source, familySource } = NODE_RANGE;
  const all = pods.map((text) => (typeof text === 'string' ? parseCidr(text) : undefined));
  const ranges = all.filter((cidr): cidr is Cidr => cidr?.family === 4);
  if (ranges.length === 0 || all.includes(undefined)) {
    // Other verdicts report a range that is missing or malformed. No source shows the part of a Node in IPv6.
    return undefined;
  }
  const controlPlane = wholeNumber(nodes.controlPlane) ?? 0;
  const workers = nodes.pools.reduce((sum, pool) => sum + mostNodesOf(pool), 0);
  const needed = controlPlane + workers + spare;
  const room = ranges.reduce((sum, cidr) => sum + (cidr.prefix > prefix ? 0 : 2 ** (prefix - cidr.prefix)), 0);
  const texts = ranges.map(({ text }) => text);
  const place = { of: 'pods', ...(texts.length === 1 ? { index: pods.indexOf(texts[0]) } : {}) } as const;
  if (room < needed) {
    const what = texts.length === 1 ? `Pod range ${quote(texts[0])} has` : `Pod ranges ${quote(texts)} have`;
    return {
      id: 'TAM107',
      level: isKnownClass ? ERROR : WARNING,
      message: `The ${what} room for ${count(room, 'Node')}, because each Node takes a /${prefix}, and the cluster needs room for ${needed}: control plane ${controlPlane}, workers ${workers}, and ${spare} more for an upgrade.`,
      fix: roomFor(needed),
      source,
      place,
    };
  }
  return texts.length > mostOfFamily
    ? {
        id: 'TAM107',
        level: WARNING,
        message: `The Pod ranges ${quote(texts)} are ${texts.length} ranges of IPv4, and kube-controller-manager, which gives each Node its part, does not accept more than ${mostOfFamily}.`,
        fix: 'Use one larger range of IPv4.',
        source: familySource,
        place,
      }
    : undefined;
}

/** A verdict on a field of a node pool: the path in the pool. */
export interface PoolVerdict extends Verdict {
  readonly at: readonly string[];
}

const MOST_NODES = 2 ** 31 - 1;

/** Whether the annotations have a bound of the autoscaler. */
export function isAutoscaled(annotations: unknown): annotations is Tree {
  return isTree(annotations) && Object.values(AUTOSCALER_ANNOTATIONS).some((name) => annotations[name] !== undefined);
}

/** Checks the bounds of the autoscaler of a node pool, and that its size is not set too. */
export function autoscalerVerdicts(pool: string, { replicas, annotations }: PoolNodes): PoolVerdict[] {
  if (!isAutoscaled(annotations)) {
    return [];
  }
  const verdict = { id: 'TAM108', level: ERROR, source: AUTOSCALER_BOUNDS_NEEDED.source };
  const of = `of node pool ${quote(pool)}`;
  const names = Object.values(AUTOSCALER_ANNOTATIONS);
  const malformed = names.flatMap((name): PoolVerdict[] => {
    const text = annotations[name];
    const bound = typeof text === 'string' ? wholeNumber(text) : undefined;
    return bound !== undefined && bound <= MOST_NODES
      ? []
      : [
          {
            ...verdict,
            message:
              text === undefined
                ? `The annotation ${quote(name)} ${of} is absent, and the autoscaler needs both bounds.`
                : `The annotation ${quote(name)} ${of} is ${quote(text)}, which is not a whole number in quotes.`,
            fix: 'Write a whole number in quotes in both annotations of the autoscaler, with max-size not less than min-size.',
            at: ['metadata', 'annotations', name],
          },
        ];
  });
  const [least, most] = names.map((name) => Number(annotations[name]));
  const reversed: PoolVerdict[] =
    malformed.length === 0 && least > most
      ? [
          {
            ...verdict,
            message: `The annotation ${quote(AUTOSCALER_ANNOTATIONS.max)} ${of} is ${quote(String(most))}, which is less than min-size, ${quote(String(least))}.`,
            fix: 'Make max-size not less than min-size.',
            at: ['metadata', 'annotations', AUTOSCALER_ANNOTATIONS.max],
          },
        ]
      : [];
  const sized: PoolVerdict[] =
    replicas === undefined || replicas === null
      ? []
      : [
          {
            ...verdict,
            message: `The replicas ${of} are ${quote(replicas)}, but the pool also has bounds for the autoscaler.`,
            fix: 'Keep only one of the two: remove replicas, or remove both annotations.',
            at: ['replicas'],
          },
        ];
  return [...malformed, ...reversed, ...sized];
}

/** Fields of a control plane or node pool that are durations. */
export const TIMEOUTS = ['nodeDrainTimeout', 'nodeVolumeDetachTimeout', 'nodeDeletionTimeout'];

const TIMEOUT_TEXT = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

/** Checks that a timeout of Nodes is a duration. A value that is not a text is for the schema of Cluster. */
export function timeoutVerdicts(nodes: Tree): PoolVerdict[] {
  return TIMEOUTS.flatMap((name) => {
    const text = nodes[name];
    return typeof text !== 'string' || TIMEOUT_TEXT.test(text)
      ? []
      : [
          {
            id: 'TAM112',
            level: ERROR,
            message: `${name} is ${quote(text)}, which is not a duration.`,
            fix: 'Write numbers with units, such as "10m" or "1h30m"; "0s" means without a limit.',
            source: 'kubernetes/apimachinery:pkg/apis/meta/v1/duration.go (time.ParseDuration)',
            at: [name],
          },
        ];
  });
}

/** Returns the largest number of Nodes of a pool, as far as its manifest shows it. */
function mostNodesOf({ replicas, annotations }: PoolNodes): number {
  const bounds = isTree(annotations) ? annotations : {};
  return wholeNumber(bounds[AUTOSCALER_ANNOTATIONS.max]) ?? wholeNumber(replicas) ?? 0;
}

/** Returns the whole number that a value or the text of an annotation is; undefined if it is not one. */
function wholeNumber(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^\d{1,10}$/.test(value);
  const number = isText ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
