/** A service that systemd runs for one stream. */
export interface StreamService {
  /** Name of the unit without `.service`. Its folder in /run has the same name. */
  readonly name: string;
  readonly description: string;
  /** The command, word by word. */
  readonly command: string[];
  /** Interface that a sender sends from. */
  readonly interfaceName?: string;
  /** Whether the service is complete when its command ends without an error. Otherwise systemd starts it again. */
  readonly ends: boolean;
}

/**
 * Returns the text of the unit. The service runs without privileges as its own user, and its output goes to the journal
 * and to the console of the VM.
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

/** Escapes a word for ExecStart: without that, systemd splits it at blanks and expands `%` and `$`. */
export function execWord(word: string): string {
  const escaped = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  if (/^[\w./:%$@,+=-]+$/.test(escaped)) {
    return escaped;
  }
  const quoted = escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${quoted}"`;
}
