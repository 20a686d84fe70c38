/** How a version of Antrea has its multicast switched on. */
export enum MulticastSwitch {
  /** The feature gate of the agent. */
  AGENT_GATE = 'gate of the agent',
  /** The feature gate of the agent and of the controller. */
  BOTH_GATES = 'gate of agent and controller',
  /** Both gates, and `multicast.enable` in the configuration of the agent. */
  GATES_AND_ENABLE = 'gate of agent and controller, and multicast.enable',
}
