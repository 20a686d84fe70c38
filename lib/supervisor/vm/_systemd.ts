/** A service that systemd runs for one stream. */
export interface StreamService {
  /** Name of the unit without its ending, also that of its folder below /run. */
  readonly name: string;
  readonly description: string;
  /** The command, word by word. */
  readonly command: string[];
  /** The interface that a sender sends from. */
  readonly interfaceName?: string;
  /** Whether it is over when it ends without an error. */
  readonly ends: boolean;
}

/**
 * The text of the unit. It runs without privileges as a user of its own, and its lines go to the journal and to the
 * console of the VM.
 */
export function unitText({ name, description, command, interfaceName, ends }: StreamService): string {
  return `[Unit]
Description=${description}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
ExecStart=${command.map(execWord).join(' ')}
Environment=MULTICAST_STATE=/run/${name}${interfaceName === undefined ? '' : ` MULTICAST_INTERFACE=${interfaceName}`}
RuntimeDirectory=${name}
DynamicUser=yes
Restart=${ends ? 'on-failure' : 'always'}
RestartSec=5
KillMode=mixed
StandardOutput=journal+console

[Install]
WantedBy=multi-user.target
`;
}

/** A word of ExecStart that systemd takes as it is: it would split at blanks, and replace what begins with % and $. */
export function execWord(word: string): string {
  const escaped = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  if (/^[\w./:%$@,+=-]+$/.test(escaped)) {
    return escaped;
  }
  const quoted = escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${quoted}"`;
}
