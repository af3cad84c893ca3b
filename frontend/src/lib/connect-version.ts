/** What runs the connectors: a number is a version of Kafka Connect, anything else is a service that names itself. */
export function connectVersion(version: string): string {
  return /^\d/.test(version) ? `Kafka Connect ${version}` : version;
}
