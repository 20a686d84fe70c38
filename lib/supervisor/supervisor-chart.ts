import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { requireDnsLabel } from '../_names';
import { checkAtSynth } from '../validation/_synth-check';

/** What the Supervisor's chart needs to know. */
export interface SupervisorChartProps {
  /** vSphere Namespace in which every object of this chart lives, a DNS label (63 characters). */
  readonly vsphereNamespace: string;
}

/**
 * What is applied on the Supervisor, in one vSphere Namespace: AntreaConfigs and the Clusters that they belong to.
 */
export class SupervisorChart extends Chart {
  /** The vSphere Namespace. */
  public readonly vsphereNamespace: string;

  /**
   * An error where the vSphere Namespace is no DNS label.
   *
   * @param scope the app
   * @param id name of the chart, and of its file in `dist/`
   * @param props the vSphere Namespace
   */
  public constructor(scope: Construct, id: string, props: SupervisorChartProps) {
    const vsphereNamespace = requireDnsLabel('vSphere Namespace', props.vsphereNamespace);
    super(scope, id, { namespace: vsphereNamespace });
    this.vsphereNamespace = vsphereNamespace;
    checkAtSynth(this);
  }
}
