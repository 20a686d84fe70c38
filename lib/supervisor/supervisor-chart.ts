import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { chartOf, requireConstruct, requirePlace } from '../checks/_constructs';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { InvalidInput, quote } from '../messages/_errors';
import { supervisorBuild } from '../platform/_supervisors';
import { AppState, Side } from '../state/_app-state';
import { checkAtSynth } from '../validation/_synth-check';

// `instanceof` asks cdk8s, which says yes for every chart.
const SUPERVISOR_MARK = Symbol.for('cdk8s-antrea-multicast.SupervisorChart');

/** What the Supervisor's chart needs to know. */
export interface SupervisorChartProps {
  /** vSphere Namespace in which every object of this chart lives, a DNS label (63 characters). */
  readonly vsphereNamespace: string;

  /**
   * Version of vSphere that the Supervisor runs, such as `8.0u1c`, from 8.0 on. Where it is given, feature gates that its
   * AntreaConfig refuses are an error, and a VirtualMachine is written in a version of VM Operator's API that it serves
   * (docs/compatibility.md).
   *
   * @default - not known: no gate is held against it, and a VirtualMachine makes a warning
   */
  readonly vsphereVersion?: string;
}

/**
 * What is applied on the Supervisor, in one vSphere Namespace: Clusters, the objects that configure their Antrea, and VMs.
 */
export class SupervisorChart extends Chart {
  /**
   * Returns the SupervisorChart that a construct is in. Throws if it is in none.
   *
   * @param construct a construct
   * @param subject name of the construct in the error, by default its path
   */
  public static ofConstruct(construct: IConstruct, subject?: string): SupervisorChart {
    const chart = chartOf(requireConstruct('SupervisorChart.ofConstruct(): construct', construct));
    if (!isSupervisorChart(chart)) {
      const what = typeof subject === 'string' ? subject : quote(construct.node.path);
      const where = chart ? 'a chart that is no SupervisorChart' : 'no SupervisorChart';
      throw new InvalidInput(`${what} stands in ${where}: it is applied on the Supervisor, so put it into one.`);
    }
    return chart;
  }

  /** The vSphere Namespace. */
  public readonly vsphereNamespace: string;

  /** Version of vSphere, where it was given. */
  public readonly vsphereVersion?: string;

  /**
   * An error where the vSphere Namespace is no DNS label, or the version of vSphere none from 8.0 on.
   *
   * @param scope the app
   * @param id name of the chart, and of its file in `dist/`
   * @param props the vSphere Namespace
   */
  public constructor(scope: Construct, id: string, props: SupervisorChartProps) {
    requirePlace('SupervisorChart', scope, id);
    requireOptions(`SupervisorChart ${quote(id)}`, props, SUPERVISOR_CHART_PROPS);
    const vsphereNamespace = requireDnsLabel('vSphere Namespace', props.vsphereNamespace);
    if (props.vsphereVersion !== undefined) {
      supervisorBuild(props.vsphereVersion);
    }
    super(scope, id, { namespace: vsphereNamespace });
    Object.defineProperty(this, SUPERVISOR_MARK, { value: true });
    this.vsphereNamespace = vsphereNamespace;
    this.vsphereVersion = props.vsphereVersion;
    if (props.vsphereVersion !== undefined) {
      AppState.of(this).vsphereVersions.set(this, props.vsphereVersion);
    }
    checkAtSynth(this, Side.SUPERVISOR);
  }
}

const SUPERVISOR_CHART_PROPS: Options<SupervisorChartProps> = { vsphereNamespace: true, vsphereVersion: true };

function isSupervisorChart(chart: Chart | undefined): chart is SupervisorChart {
  return chart !== undefined && SUPERVISOR_MARK in chart;
}
