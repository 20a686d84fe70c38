/** A feature gate in one version of Antrea. */
export interface FeatureGate {
  /** The name that AntreaConfig uses. */
  readonly name: string;

  /** The name that Antrea itself uses; another one for `AntreaTraceflow`, which it calls `Traceflow`. */
  readonly antreaName: string;

  /** Whether it is on where nothing is said. */
  readonly isOnByDefault: boolean;

  /** How mature the feature is. */
  readonly stage: FeatureGateStage;

  /** Whether Antrea refuses to start with another value than the default. */
  readonly isLocked: boolean;

  /** Whether antrea-agent reads it. */
  readonly ofAgent: boolean;

  /** Whether antrea-controller reads it. */
  readonly ofController: boolean;
}

/** How mature a feature is. */
export enum FeatureGateStage {
  /** Off unless asked for. */
  ALPHA = 'Alpha',
  /** Mostly on. */
  BETA = 'Beta',
  /** Stable. */
  GA = 'GA',
  /** About to go. */
  DEPRECATED = 'Deprecated',
}
