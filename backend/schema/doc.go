// Package schema turns a plugin's definitions into a JSON Schema and checks a
// config against it, without asking a worker.
//
// A config is text to text, so the schema is about text too: every property is
// a string, and the type of a definition becomes one pattern and, for whole
// numbers, one format with the exact range. The rules are those of
// org.apache.kafka.common.config.ConfigDef.parseType: the text is trimmed of
// everything up to U+0020 and handed to Java's own parsers.
//
// What a worker replaces before it looks is never judged: a value that holds a
// placeholder ("${provider:path:key}") passes. Keys without a definition pass
// as well. What only a plugin knows (allowed values, rules over several keys)
// is the worker's to say.
package schema
