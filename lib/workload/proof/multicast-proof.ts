import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace, requireSeconds } from '../../checks/_constructs';
import { Options, requireOptions } from '../../checks/_options';
import { requireWhole } from '../../checks/_values';
import { quote } from '../../messages/_errors';
import { SCRIPTS_FOLDER } from '../../multicast/_iperf';
import { requireFreeName } from '../../state/_unique-names';
import { containerOf, finishPod, scriptsIn, userOf } from '../_pods';
import { POD_OPTIONS, PodOptions } from '../pod-options';
import { WorkloadChart } from '../workload-chart';
import { grantProof } from './_proof-access';
import { antreaConfigMapName, checkOptions, expectedSettings, workloadsOf } from './_proof-arguments';

/** The Job that proves a chart's streams. */
export interface MulticastProofProps extends PodOptions {
  /**
   * Image with a shell, curl and jq in its path, such as `registry.example.com/multicast/iperf:v1`; images/multicast is
   * one. Its entry point is not used, and the script comes with the manifests. Without a tag and a digest it is `latest`,
   * which a warning says.
   */
  readonly image: string;

  /**
   * Name of the Job and of its ServiceAccount, a DNS label (63 characters).
   *
   * @default multicast-proof
   */
  readonly name?: string;

  /**
   * How long checks that fail are tried again, all of them together, in whole seconds up to an hour. Antrea reports who
   * joined a group once a minute (antrea-io/antrea:pkg/agent/stats/collector.go, v1.9.0 and v2.7.0), so less than that
   * may be too early.
   *
   * @default Duration.seconds(120)
   */
  readonly deadline?: Duration;
}

/**
 * A Job that checks in the workload cluster, in this order: antrea Pods are ready on every Node; the ConfigMap of Antrea
 * switches multicast on, as the release needs it; senders and receivers are ready; `multicastgroups` lists the receivers;
 * packets are counted. Its log has a line for each check that begins with `ok` or `FAIL`; the Job completes when all are
 * ok, and fails otherwise.
 *
 * It checks the senders and receivers of its chart, also those that are added later. Its ServiceAccount may read what the
 * checks ask for, and nothing else. A Job cannot be changed: `kubectl delete job NAME -n NAMESPACE --ignore-not-found`
 * before the manifests are applied again.
 */
export class MulticastProof extends Construct {
  /** Name of the Job and of its ServiceAccount. */
  public readonly jobName: string;

  /** Namespace of the Job: that of the chart. */
  public readonly jobNamespace: string;

  /** The Job, for what has no option here. */
  public readonly job: kplus.Job;

  /** @internal */
  public readonly _pullSecrets: string[];

  /**
   * An error outside of a WorkloadChart, where the name is taken, where no row says which Antrea the release ships, and
   * for a value out of range; at synth, where the chart has neither senders nor receivers.
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
    this.jobName = requireFreeName(this, subject, {
      cluster: chart.cluster,
      namespace: this.jobNamespace,
      kind: 'Job',
      name: jobName,
    });
    const wanted = requireSeconds(`${subject}: deadline`, longest);
    const deadline = requireWhole(`${subject}: deadline in seconds`, wanted, 1, 3600);
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
      // Time to pull the image, and for the checks behind the one that took all of the time.
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
    // Policies among them: they are in force when the packets are counted.
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
              `The chart ${quote(chart.node.path)} has neither a MulticastSender nor a MulticastReceiver, so there is nothing to prove: add them to it, or leave the MulticastProof out.`,
            ],
    });
  }
}

/** A text that is known only when all constructs are there. */
function later(text: () => string): string {
  return Lazy.any({ produce: text }) as unknown as string;
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const PROOF_OPTIONS: Options<MulticastProofProps> = { ...POD_OPTIONS, image: true, name: true, deadline: true };
