/** The output of the Job of the README's first example if all checks pass. docs/deploy.md shows these lines. */
export const README_LINES = [
  'ok   antrea: antrea-agent is ready on each Node (3), and antrea-controller is ready',
  'ok   antrea-config: Multicast is on for antrea-agent and antrea-controller',
  'ok   Deployment multicast/player: 1 of 1 Pods ready',
  'ok   Deployment multicast/camera: 1 of 1 Pods ready',
  'ok   multicastgroups 239.10.20.30: lists multicast/player-6c8f9d7b54-x2x4v',
  'ok   packets of 239.10.20.30:5004: 450 arrived at Deployment multicast/player in 5 seconds, 0 lost',
  'ok   all 6 checks passed',
];
