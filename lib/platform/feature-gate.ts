/** A feature gate in one version of Antrea. */
export interface FeatureGate {
  /** Name of the gate in an AntreaConfig. */
  readonly name: string;

  /** Name of the gate in Antrea itself. Only `AntreaTraceflow` has another name there: `Traceflow`. */
  readonly antreaName: string;

  /** Whether the gate is on by default. */
  readonly isOnByDefault: boolean;

  /** Maturity of the feature. */
  readonly stage: FeatureGateStage;

  /** Whether Antrea refuses to start with a value other than the default. */
  readonly isLocked: boolean;

  /** Whether antrea-agent reads the gate. */
  readonly ofAgent: boolean;

  /** Whether antrea-controller reads the gate. */
  readonly ofController: boolean;
}

/** Maturity of a feature. */
export enum FeatureGateStage {
  /** Off by default. */
  ALPHA = 'Alpha',
  /** On by default, with few exceptions. */
  BETA = 'Beta',
  /** Stable. */
  GA = 'GA',
  /** To be removed in a later version. */
  DEPRECATED = 'Deprecated',
}
