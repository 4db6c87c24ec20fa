import { fileProperties, isPropertiesFile, yamlProperties } from './flat-properties.ts';
import type { Reading } from './reading.ts';

/** A property of a Hystrix command, by its name behind the command's key. */
export interface HystrixProperty {
  readonly value: string;
  readonly line: number;
}

export interface HystrixCommand {
  readonly name: string | null;
  readonly properties: ReadonlyMap<string, HystrixProperty>;
}

const PARTS = /^(?:circuitBreaker|metrics|execution|fallback|requestCache|requestLog)$/;
const ANNOTATED = /@HystrixProperty\s*\(\s*name\s*=\s*"([^"\n]*)"\s*,\s*value\s*=\s*"([^"\n]*)"\s*\)/g;

/** The commands of a text: properties, the same as YAML, or Java's `@HystrixProperty` annotations. */
export function hystrixCommands(text: string, reading: Reading): HystrixCommand[] {
  if (text.includes('@HystrixProperty')) return annotated(text);
  const isFile = isPropertiesFile(text, 'hystrix') || isPropertiesFile(text, '(?:circuitBreaker|metrics|execution)');
  const read = isFile ? fileProperties(text) : yamlProperties(text);
  if (read.properties === null) {
    reading.problem('text', read.problem);
    return [];
  }
  const commands = new Map<string | null, Map<string, HystrixProperty>>();
  for (const { path, value, line } of read.properties) {
    const place = placeOf(path);
    if (place === null) continue;
    const properties = commands.get(place.name) ?? new Map<string, HystrixProperty>();
    commands.set(place.name, properties.set(place.property, { value, line }));
  }
  return overDefault(commands);
}

/** A command's key may have dots of its own: it ends where a property begins. */
function placeOf(path: readonly string[]): { name: string | null; property: string } | null {
  const at = path.findLastIndex((part) => PARTS.test(part));
  if (at < 0) return null;
  const property = path.slice(at).join('.');
  if (at === 0) return { name: null, property };
  const key = path[0] === 'hystrix' ? path.slice(2, at) : path.slice(0, at);
  const isCommand = path[0] !== 'hystrix' || path[1] === 'command';
  return isCommand && key.length > 0 ? { name: key.join('.'), property } : null;
}

/** `hystrix.command.default` is what every command begins with, and a command only where there is no other. */
function overDefault(commands: ReadonlyMap<string | null, ReadonlyMap<string, HystrixProperty>>): HystrixCommand[] {
  const shared = commands.get('default') ?? new Map<string, HystrixProperty>();
  const own = [...commands].filter(([name]) => name !== 'default' || commands.size === 1);
  return own.map(([name, properties]) => ({ name, properties: new Map([...shared, ...properties]) }));
}

/** Each annotation names its properties; a text with several commands is parted before each of them. */
function annotated(text: string): HystrixCommand[] {
  const commands: HystrixCommand[] = [];
  let line = 1;
  for (const part of text.split(/(?=@HystrixCommand\b)/)) {
    const properties = new Map<string, HystrixProperty>();
    for (const { 1: name = '', 2: value = '' } of part.matchAll(ANNOTATED)) properties.set(name, { value, line });
    const name = /commandKey\s*=\s*"([^"\n]*)"/.exec(part)?.[1] ?? null;
    if (properties.size > 0) commands.push({ name, properties });
    line += part.split('\n').length - 1;
  }
  return commands;
}
