package sandbox

import (
	"regexp"

	"sluiceway/backend/connect"
)

const (
	transformPackage = base + "transforms."
	predicatePackage = base + "predicates."
	converterPackage = base + "converters."
	stagesVersion    = "4.3.1"
)

// castTypes are the types that a cast may name.
var castSpec = regexp.MustCompile(`^([\w.]+:)?(int8|int16|int32|int64|float32|float64|boolean|string)$`)

// needsFields refuses an empty list of casts, also when it is missing.
func needsFields(name string, v parsed) string {
	if len(v.list) == 0 {
		return "Must specify at least one field to cast."
	}
	for _, item := range v.list {
		if !castSpec.MatchString(item) {
			return badValue(name, printed(v), "Invalid spec "+item)
		}
	}
	return ""
}

// transformations come as pairs for keys and values, as Kafka's own do.
func transformations() []plugin {
	replace := opt(connect.FieldBoolean, "replace.null.with.default", "true", mid, "Whether a null takes the default of its field.")
	steps := []struct {
		name  string
		pair  bool
		extra []key
	}{
		{"Cast", true, []key{
			must(connect.FieldList, "spec", high, "What to turn into what, as <code>field:type</code>, or one type alone for the whole key or value. Types are int8, int16, int32, int64, float32, float64, boolean and string.").checked(needsFields),
			replace,
		}},
		{"Filter", false, nil},
		{"Flatten", true, []key{opt(connect.FieldString, "delimiter", ".", mid, "What stands between the names of nested fields in the flat name.")}},
		{"InsertField", true, []key{
			null(connect.FieldString, "topic.field", mid, "The field that takes the name of the topic. End it with <code>!</code> to make it required, or with <code>?</code> to keep it optional."),
			null(connect.FieldString, "partition.field", mid, "The field that takes the number of the partition."),
			null(connect.FieldString, "offset.field", mid, "The field that takes the offset; for sinks only."),
			null(connect.FieldString, "timestamp.field", mid, "The field that takes the time of the record."),
			null(connect.FieldString, "static.field", mid, "The field that takes a fixed text."),
			null(connect.FieldString, "static.value", mid, "The fixed text, where a field is named for it."),
			replace,
		}},
		{"MaskField", true, []key{
			must(connect.FieldList, "fields", high, "The fields to blank out."),
			null(connect.FieldString, "replacement", low, "What to put there instead of an empty value of the type.").checked(notEmpty),
			replace,
		}},
		{"RegexRouter", false, []key{
			must(connect.FieldString, "regex", high, "The pattern that the whole name of the topic has to match.").checked(javaPattern),
			must(connect.FieldString, "replacement", high, "The new name; <code>$1</code> is the first group of the pattern."),
		}},
	}
	var out []plugin
	for _, step := range steps {
		if !step.pair {
			out = append(out, plugin{class: transformPackage + step.name, kind: connect.KindTransformation, version: stagesVersion, keys: step.extra})
			continue
		}
		for _, part := range []string{"$Key", "$Value"} {
			out = append(out, plugin{class: transformPackage + step.name + part, kind: connect.KindTransformation, version: stagesVersion, keys: step.extra})
		}
	}
	return out
}

func predicates() []plugin {
	make := func(name string, keys ...key) plugin {
		return plugin{class: predicatePackage + name, kind: connect.KindPredicate, version: stagesVersion, keys: keys}
	}
	return []plugin{
		make("HasHeaderKey", must(connect.FieldString, "name", mid, "The name of the header.").checked(notEmpty)),
		make("RecordIsTombstone"),
		make("TopicNameMatches", must(connect.FieldString, "pattern", mid, "The pattern that the whole name of the topic has to match.").checked(notEmpty, javaPattern)),
	}
}

// converters are listed as converters and as header converters.
func converters(kind connect.PluginKind) []plugin {
	role := must(connect.FieldString, "converter.type", low, "What is converted: <code>key</code>, <code>value</code> or <code>header</code>. The worker fills this in.").checked(isOneOf("key", "value", "header"))
	make := func(name string, keys ...key) plugin {
		return plugin{class: converterPackage + name, kind: kind, version: stagesVersion, keys: keys}
	}
	out := []plugin{
		make("ByteArrayConverter", role),
		make("JsonConverter", join([]key{role},
			group("Schemas",
				opt(connect.FieldBoolean, "schemas.enable", "true", high, "Whether each message carries its schema beside its content.").titled("Enable Schemas").at(0),
				opt(connect.FieldInt, "schemas.cache.size", "1000", high, "How many schemas are kept at hand.").titled("Schema Cache Size").at(1),
				null(connect.FieldString, "schema.content", high, "The schema of all records, as JSON, where messages carry none.").titled("Schema Content").at(2),
			),
			group("Serialization",
				opt(connect.FieldString, "decimal.format", "BASE64", low, "How decimals are written: <code>BASE64</code> or <code>NUMERIC</code>, in any case.").titled("Decimal Format").checked(isOneOfAnyCase("BASE64", "NUMERIC")).at(0),
				opt(connect.FieldBoolean, "replace.null.with.default", "true", low, "Whether a null takes the default of its field.").titled("Replace null with default").at(1),
			),
		)...),
		make("LongConverter", role),
		make("StringConverter", role, opt(connect.FieldString, "converter.encoding", "UTF-8", high, "The character set of the text.").titled("Encoding").sized(medium)),
	}
	if kind == connect.KindHeaderConverter {
		out = append(out[:3:3], make("SimpleHeaderConverter"), out[3])
	}
	return out
}
