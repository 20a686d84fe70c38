import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { InvalidInput } from '../_errors';
import { requireDnsLabel } from '../_names';
import { Side, checkAtSynth } from '../validation/_synth-check';

// `instanceof` asks cdk8s, which says yes for every chart.
const MARK = Symbol.for('cdk8s-antrea-multicast.SupervisorChart');

/** What the Supervisor's chart needs to know. */
export interface SupervisorChartProps {
  /** vSphere Namespace in which every object of this chart lives, a DNS label (63 characters). */
  readonly vsphereNamespace: string;
}

/**
 * What is applied on the Supervisor, in one vSphere Namespace: AntreaConfigs and the Clusters that they belong to.
 */
export class SupervisorChart extends Chart {
  /**
   * The SupervisorChart around a construct; an error where there is none.
   *
   * @param construct a construct
   * @param subject what the construct is, for the error
   */
  public static around(construct: IConstruct, subject: string): SupervisorChart {
    const chart: Chart = Chart.of(construct);
    if (!isSupervisorChart(chart)) {
      throw new InvalidInput(
        `${subject} stands in a chart that is no SupervisorChart: it is applied on the Supervisor, so put it into one.`,
      );
    }
    return chart;
  }

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
    Object.defineProperty(this, MARK, { value: true });
    this.vsphereNamespace = vsphereNamespace;
    checkAtSynth(this, Side.SUPERVISOR);
  }
}

function isSupervisorChart(chart: Chart): chart is SupervisorChart {
  return MARK in chart;
}
