import { ApiObject, App, Chart } from 'cdk8s';
import { Tree } from '../../checks/_trees';
import { SupervisorChart } from '../../supervisor/supervisor-chart';
import { ConstructCode } from '../_adopted-app';
import { ObjectCode } from '../_code';
import { Evaluation, Variables } from './_evaluate';

/** The chart of a unit. */
export interface ChartCode {
  readonly name: string;
  readonly isOnSupervisor: boolean;
  readonly props: ObjectCode;
}

/** Makes the constructs of a unit in apps that are never written. */
export class ChartTrial {
  public constructor(
    private readonly code: ChartCode,
    private readonly evaluation: Evaluation,
  ) {}

  /** Makes a construct and those that it refers to, and returns its object. Throws if it cannot be made. */
  public make(construct: ConstructCode, needed: ConstructCode[]): Tree {
    const { chart, variables } = this.newChart();
    needed.forEach((each) => this.evaluation.construct(chart, each, variables));
    return this.evaluation.construct(chart, construct, variables).toJson();
  }

  /**
   * Makes all constructs and returns their objects. One that cannot be made, and those after it, are missing in the list; one
   * that cannot be written is undefined.
   */
  public all(constructs: ConstructCode[]): (Tree | undefined)[] {
    const { chart, variables } = this.newChart();
    const made: ApiObject[] = [];
    try {
      constructs.forEach((construct) => made.push(this.evaluation.construct(chart, construct, variables)));
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
    }
    return made.map(writtenBy);
  }

  private newChart(): { chart: Chart; variables: Variables } {
    const { name, isOnSupervisor, props } = this.code;
    const options = this.evaluation.valueOf(props, new Map());
    const app = new App();
    const chart = isOnSupervisor ? new SupervisorChart(app, name, options) : new Chart(app, name, options);
    return { chart, variables: new Map() };
  }
}

/** The object that is written; undefined if cdk8s refuses it, such as a patch of a member that is called __proto__. */
function writtenBy(apiObject: ApiObject): Tree | undefined {
  try {
    return apiObject.toJson() as Tree;
  } catch {
    return undefined;
  }
}
