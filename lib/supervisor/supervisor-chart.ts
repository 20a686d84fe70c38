import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { chartOf, objectsOfChart, requireConstruct, requirePlace } from '../checks/_constructs';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { requireBoolean } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { supervisorBuild } from '../platform/_supervisors';
import { AppState, Side } from '../state/_app-state';
import { supervisorOf } from '../state/_servers';
import { checkAtSynth } from '../validation/_synth-check';

// `instanceof` calls a method of cdk8s that returns true for every chart.
const SUPERVISOR_MARK = Symbol.for('cdk8s-antrea-multicast.SupervisorChart');

/** Properties of a SupervisorChart. */
export interface SupervisorChartProps {
  /** vSphere Namespace of all objects of this chart, a DNS label (63 characters). */
  readonly vsphereNamespace: string;

  /**
   * Version of vSphere that the Supervisor runs, such as `8.0u1c` or `9.0.1`, from 8.0 on. If it is given, a feature gate that
   * this Supervisor refuses is an error, and a VirtualMachine is written in a version of VM Operator's API that it
   * serves (docs/compatibility.md).
   *
   * @default - unknown: gates are not checked against the Supervisor, and a VirtualMachine is written as v1alpha1
   */
  readonly vsphereVersion?: string;

  /**
   * Name of the Supervisor, a DNS label (63 characters). Charts with the same name are applied to one Supervisor, so an
   * object that two of them define is an error. The runbook and GitOps engines use the name.
   *
   * @default - that of the Environment; outside of an Environment not known: each chart may have a Supervisor of its own
   */
  readonly supervisor?: string;

  /**
   * Whether the objects have the vSphere Namespace as `metadata.namespace`. With false, the name is used only for checks,
   * and the namespace of the `kubectl` context or of the GitOps engine decides.
   *
   * @default true
   */
  readonly writeNamespace?: boolean;
}

/**
 * The objects of one vSphere Namespace of the Supervisor: Clusters, the objects that configure their Antrea, and VMs.
 */
export class SupervisorChart extends Chart {
  /**
   * Returns the SupervisorChart that a construct is in. Throws if it is in none.
   *
   * @param construct a construct
   * @param subject name of the construct in the error message; by default its path
   */
  public static ofConstruct(construct: IConstruct, subject?: string): SupervisorChart {
    const chart = chartOf(requireConstruct('SupervisorChart.ofConstruct(): construct', construct));
    if (!isSupervisorChart(chart)) {
      const what = typeof subject === 'string' ? subject : `Construct ${quote(construct.node.path)}`;
      const where = chart ? 'in another kind of chart' : 'not in a chart';
      throw new InvalidInput(
        `${what}: it is ${where}: put it into a SupervisorChart, because it is applied on the Supervisor.`,
      );
    }
    return chart;
  }

  /** The vSphere Namespace. */
  public readonly vsphereNamespace: string;

  /** Version of vSphere, if it was given. */
  public readonly vsphereVersion?: string;

  /** Name of the Supervisor: that of the options, or else of the Environment. */
  public readonly supervisor?: string;

  /**
   * Throws if the vSphere Namespace or the name of the Supervisor is not a DNS label, or if the version of vSphere is malformed or older than 8.0.
   *
   * @param scope the app
   * @param id name of the chart; also the first part of the name of its file in `dist/`
   * @param props the vSphere Namespace, the version of vSphere, and the name of the Supervisor
   */
  public constructor(scope: Construct, id: string, props: SupervisorChartProps) {
    requirePlace('SupervisorChart', scope, id);
    requireOptions(`SupervisorChart ${quote(id)}`, props, SUPERVISOR_CHART_PROPS);
    const [vsphereNamespace] = together(
      () => requireDnsLabel('vSphere Namespace', props.vsphereNamespace),
      () => props.vsphereVersion === undefined || supervisorBuild(props.vsphereVersion),
      () => props.supervisor === undefined || requireDnsLabel('Supervisor', props.supervisor),
      () => requireBoolean('writeNamespace', props.writeNamespace),
    );
    super(scope, id, { namespace: props.writeNamespace === false ? undefined : vsphereNamespace });
    Object.defineProperty(this, SUPERVISOR_MARK, { value: true });
    this.vsphereNamespace = vsphereNamespace;
    this.vsphereVersion = props.vsphereVersion;
    if (props.vsphereVersion !== undefined) {
      AppState.of(this).vsphereVersions.set(this, props.vsphereVersion);
    }
    if (props.supervisor !== undefined) {
      AppState.of(this).supervisors.set(this, props.supervisor);
    }
    this.supervisor = supervisorOf(this);
    checkAtSynth(this, Side.SUPERVISOR);
  }

  /** All objects of this chart at any depth, in the order of the tree, without those of charts in it. */
  public get apiObjects(): ApiObject[] {
    return objectsOfChart(this);
  }
}

const SUPERVISOR_CHART_PROPS: Options<SupervisorChartProps> = {
  vsphereNamespace: true,
  vsphereVersion: true,
  supervisor: true,
  writeNamespace: true,
};

function isSupervisorChart(chart: Chart | undefined): chart is SupervisorChart {
  return chart !== undefined && SUPERVISOR_MARK in chart;
}
