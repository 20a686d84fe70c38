import { MULTICAST_TOOLS, ROS2_OVERRIDES, ToolName } from '../../../platform/tables/_multicast-tools';
import { ContainerCommand } from './_commands';
import { ContainerEnvironment, PlacedText } from './_environment';
import { ToolStream } from './_tools';

/** A value of JGroups: a system property, an attribute of its XML, or the default of one, as in `${name:value}`. */
function jgroupsValue(name: string, value: string): RegExp {
  return new RegExp(`\\b${name}["']?\\s*[=:]\\s*["']?(?:\\$\\{[\\w.,]+:)?(${value})`, 'g');
}

const MCAST_ADDR = jgroupsValue('mcast_addr', '\\d+(?:\\.\\d+){3}');
const MCAST_PORT = jgroupsValue('mcast_port', '\\d+');
const IP_TTL = jgroupsValue('ip_ttl', '\\d+');
const BIND_ADDR = jgroupsValue('bind_addr(?:ess)?', '[\\w.:-]+');

/** The groups of JGroups in a text, with the other values in it and in its context. Each member sends and receives. */
export function jgroupsStreams({ text, at }: PlacedText, context = ''): ToolStream[] {
  if (!text.includes('mcast_addr')) {
    return [];
  }
  // A pattern that reads to the end of the text at each blank line or open comment would take too long.
  const config = text.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ').replace(/^[ \t]*#.*$/gm, ' ');
  const all = `${config} ${context}`;
  const first = (pattern: RegExp) => new RegExp(pattern.source).exec(all)?.[1];
  const [ttl, port, interfaceName] = [first(IP_TTL), first(MCAST_PORT), first(BIND_ADDR)];
  return [...config.matchAll(MCAST_ADDR)].map(([, group]) => ({
    role: 'peer',
    group,
    port,
    ttl: ttl === undefined ? undefined : Number(ttl),
    ttlAt: at,
    at,
    interfaceName,
    tool: MULTICAST_TOOLS[ToolName.JGROUPS],
  }));
}

/** The words of ROS 2 that start a node. */
const STARTS_NODE = /^(run|launch|topic|service|action|daemon|bag|node|component)$/;

/** The discovery of a container with ROS 2, unless its variables show that it is off or that it has a configuration. */
export function ros2Streams(
  commands: ContainerCommand[],
  environment: ContainerEnvironment,
  at: PlacedText['at'],
): ToolStream[] {
  const command = commands.find(({ words }) =>
    words.some(({ text }, i) => /^(?:.*\/)?ros2$/.test(text) && STARTS_NODE.test(words[i + 1]?.text ?? '')),
  );
  const domain = environment.get('ROS_DOMAIN_ID');
  if (!command && !domain) {
    return [];
  }
  const isConfigured = ROS2_OVERRIDES.names.some((name) => {
    const value = environment.get(name)?.text;
    return value !== undefined && !ROS2_OVERRIDES.defaults.includes(value);
  });
  const middleware = environment.get('RMW_IMPLEMENTATION')?.text;
  const isOther = middleware !== undefined && !ROS2_OVERRIDES.middleware.test(middleware);
  if (isConfigured || isOther) {
    return [];
  }
  const { base, ofDomain } = ROS2_OVERRIDES.port;
  const number = domain?.text ?? '0';
  const tool = MULTICAST_TOOLS[ToolName.ROS];
  return [
    {
      role: 'peer',
      group: tool.group as string,
      port: /^\d+$/.test(number) ? String(base + ofDomain * Number(number)) : undefined,
      at: command?.words[0].at ?? domain?.at ?? at,
      tool,
    },
  ];
}
