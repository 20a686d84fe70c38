import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace, requireSeconds } from '../../checks/_constructs';
import { Options, requireOptions } from '../../checks/_options';
import { requireWhole } from '../../checks/_values';
import { quote, together } from '../../messages/_errors';
import { SCRIPTS_FOLDER } from '../../multicast/_iperf';
import { requireFreeName } from '../../state/_unique-names';
import { containerOf, finishPod, requireCommonOptions, requireImageOptions, scriptsIn, userOf } from '../_pods';
import { POD_OPTIONS, PodOptions } from '../pod-options';
import { WorkloadChart } from '../workload-chart';
import { grantProof } from './_proof-access';
import { workloadsOf } from './_checked-workloads';
import { antreaConfigMapName, checkOptions, expectedSettings } from './_proof-arguments';

/** The options of a MulticastProof. */
export interface MulticastProofProps extends PodOptions {
  /**
   * Image with a shell, curl and jq in its path, such as `registry.example.com/multicast/iperf:v1`; images/multicast is
   * such an image. Its entry point is not used, and the script is in the manifests. Without a tag and a digest the tag is
   * `latest`, and a warning is printed.
   */
  readonly image: string;

  /**
   * Name of the Job and of its ServiceAccount, a DNS label (63 characters).
   *
   * @default multicast-proof
   */
  readonly name?: string;

  /**
   * Total time in which checks that fail are repeated, in whole seconds up to an hour. Antrea reports the members of a
   * group once a minute (antrea-io/antrea:pkg/agent/stats/collector.go, v1.9.0 and v2.7.0), so a shorter time may be too
   * short.
   *
   * @default Duration.seconds(120)
   */
  readonly deadline?: Duration;
}

/**
 * A Job that checks the workload cluster in this order: Antrea's Pods are ready on every Node; the ConfigMap of Antrea
 * enables multicast in the way that the release needs; senders and receivers are ready; `multicastgroups` lists the
 * receivers; packets arrive at the receivers, and leave the senders. Its log has one line per check, which begins with
 * `ok`, `FAIL` or `skip`. The Job completes if no check fails.
 *
 * It checks all workloads of its chart that send or receive streams, including those that are added later. The logs of
 * iperf and of sidecars count packets; of other applications it reports what shows them. Its ServiceAccount may only read
 * the objects that the checks need. A Job cannot be changed: run
 * `kubectl delete job NAME -n NAMESPACE --ignore-not-found` before you apply the manifests again.
 */
export class MulticastProof extends Construct {
  /** Name of the Job and of its ServiceAccount. */
  public readonly jobName: string;

  /** Namespace of the Job, which is that of the chart. */
  public readonly jobNamespace: string;

  /** The Job, for settings that have no option here. */
  public readonly job: kplus.Job;

  /** @internal */
  public readonly _pullSecrets: string[];

  /**
   * Throws if the scope is not in a WorkloadChart, if the name is already used, if the Antrea of the release is unknown, and
   * if a value is out of range. Synth fails if the chart has neither senders nor receivers.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the image and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastProofProps) {
    super(...requirePlace('MulticastProof', scope, id));
    const subject = `MulticastProof ${quote(this.node.path)}`;
    requireOptions(subject, props, PROOF_OPTIONS);
    const chart = WorkloadChart.ofConstruct(this);
    const { cluster } = chart;
    this.jobNamespace = String(chart.namespace);
    const { name: jobName = 'multicast-proof', deadline: longest = Duration.seconds(120) } = props;
    const [freeName, deadline] = together(
      () => requireFreeName(this, subject, { cluster, namespace: this.jobNamespace, kind: 'Job', name: jobName }),
      () => {
        const seconds = requireSeconds(`${subject}: deadline`, longest);
        return requireWhole(`${subject}: deadline in seconds`, seconds, 1, 3600);
      },
      () => requireImageOptions(subject, props),
      () => requireCommonOptions(subject, props),
    );
    this.jobName = freeName;
    const options = [`--seconds=${deadline}`, ...checkOptions(cluster)];

    const name = this.jobName;
    const namespace = this.jobNamespace;
    const labels = { 'app.kubernetes.io/name': 'multicast-proof', 'app.kubernetes.io/instance': name };
    const account = new kplus.ServiceAccount(this, 'ServiceAccount', {
      metadata: { name, namespace, labels },
      automountToken: false,
    });
    grantProof(this, chart, { name, namespace, configMap: antreaConfigMapName(cluster) });
    const scripts = scriptsIn(chart, namespace, ['check.sh']);
    this.job = new kplus.Job(this, 'Resource', {
      metadata: { name, namespace, labels },
      podMetadata: { labels },
      backoffLimit: 0,
      // Additional time to pull the image, and for the checks that follow when one check used the whole deadline.
      activeDeadline: Duration.seconds(deadline + 600),
      ttlAfterFinished: Duration.days(1),
      restartPolicy: kplus.RestartPolicy.NEVER,
      serviceAccount: account,
      automountServiceAccountToken: true,
      securityContext: userOf(subject, props),
      terminationGracePeriod: Duration.seconds(5),
      containers: [
        {
          ...containerOf(this, subject, props, { scripts, megabytes: 64, memory: 256 }),
          name: 'multicast-proof',
          command: [
            'sh',
            `${SCRIPTS_FOLDER}/check.sh`,
            ...options,
            later(() => `--settings=${expectedSettings(cluster)}`),
          ],
          envVariables: {
            MULTICAST_WORKLOADS: kplus.EnvValue.fromValue(later(() => JSON.stringify(workloadsOf(chart)))),
          },
        },
      ],
    });
    // The Job depends on all other objects, including policies, so that they are in force when packets are counted.
    const before = chart.node
      .findAll()
      .filter((found) => ApiObject.isApiObject(found) && found !== ApiObject.of(this.job));
    ApiObject.of(this.job).addDependency(...before);
    finishPod(subject, props, this.job);
    this._pullSecrets = [...(props.imagePullSecrets ?? [])];
    this.node.addValidation({
      validate: () =>
        workloadsOf(chart).length > 0
          ? []
          : [
              `The chart ${quote(chart.node.path)} has no MulticastSender, MulticastReceiver, MulticastApplication or ExistingWorkload, so there is nothing to check: add one of them.`,
            ],
    });
  }
}

/** A text that is produced at synth, when all constructs exist. */
function later(text: () => string): string {
  return Lazy.any({ produce: text }) as unknown as string;
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const PROOF_OPTIONS: Options<MulticastProofProps> = { ...POD_OPTIONS, image: true, name: true, deadline: true };
