// Package schema converts a plugin's definitions to a JSON Schema and checks a config
// against it, without a worker.
//
// A config is a map of strings, so every property of the schema is a string. The type of a
// definition becomes a pattern and, for whole numbers, also a format with the exact range.
// The rules are those of org.apache.kafka.common.config.ConfigDef.parseType, which trims
// all characters up to U+0020 and then uses Java's own parsers.
//
// A value with a placeholder ("${provider:path:key}") is always valid, because a worker
// resolves placeholders first. So are keys without a definition. What only a plugin knows,
// such as allowed values or rules about several keys, is left to the worker.
package schema
