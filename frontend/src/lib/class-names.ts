/** "io.debezium.connector.postgresql.PostgresConnector" is "PostgresConnector"; a nested class keeps its own name. */
export function shortClass(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return last === '' ? name : last.slice(last.lastIndexOf('$') + 1) || last;
}

/** The package: what is before the short name, without the dot. */
export function packageOf(name: string): string {
  const end = name.lastIndexOf('.');
  return end < 0 ? '' : name.slice(0, end);
}

/** A placeholder shortened in the middle: provider and key stay readable. "${file:…/orders.properties:cdc.password}" */
export function shortPlaceholder(text: string): string {
  const parts = /^\$\{([^:}]+):([^}]*):([^:}]+)\}$/.exec(text);
  if (parts === null) {
    return text;
  }
  const [, provider = '', path = '', key = ''] = parts;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === path ? text : `\${${provider}:…/${name}:${key}}`;
}
