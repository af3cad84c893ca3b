package plugins

import (
	"regexp"

	"sluiceway/backend/connect"
)

// The packages of plugins that connectors use, and their version.
const (
	TransformPackage = Base + "transforms."
	PredicatePackage = Base + "predicates."
	ConverterPackage = Base + "converters."
	StagesVersion    = "4.3.1"
)

// castTypes are the types that a cast may name.
var castSpec = regexp.MustCompile(`^([\w.]+:)?(int8|int16|int32|int64|float32|float64|boolean|string)$`)

// needsFields refuses an empty list of casts, also when it is missing.
func needsFields(name string, v Parsed) string {
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

// transformations have a class for keys and one for values, as Kafka's do.
func transformations() []Plugin {
	replace := Opt(connect.FieldBoolean, "replace.null.with.default", "true", Mid, "Whether a null takes the default of its field.")
	steps := []struct {
		name  string
		pair  bool
		extra []Key
	}{
		{"Cast", true, []Key{
			Must(connect.FieldList, "spec", High, "What to turn into what, as <code>field:type</code>, or one type alone for the whole key or value. Types are int8, int16, int32, int64, float32, float64, boolean and string.").Checked(needsFields),
			replace,
		}},
		{"Filter", false, nil},
		{"Flatten", true, []Key{Opt(connect.FieldString, "delimiter", ".", Mid, "What stands between the names of nested fields in the flat name.")}},
		{"InsertField", true, []Key{
			Null(connect.FieldString, "topic.field", Mid, "The field that takes the name of the topic. End it with <code>!</code> to make it required, or with <code>?</code> to keep it optional."),
			Null(connect.FieldString, "partition.field", Mid, "The field that takes the number of the partition."),
			Null(connect.FieldString, "offset.field", Mid, "The field that takes the offset; for sinks only."),
			Null(connect.FieldString, "timestamp.field", Mid, "The field that takes the time of the record."),
			Null(connect.FieldString, "static.field", Mid, "The field that takes a fixed text."),
			Null(connect.FieldString, "static.value", Mid, "The fixed text, where a field is named for it."),
			replace,
		}},
		{"MaskField", true, []Key{
			Must(connect.FieldList, "fields", High, "The fields to blank out."),
			Null(connect.FieldString, "replacement", Low, "What to put there instead of an empty value of the type.").Checked(notEmpty),
			replace,
		}},
		{"RegexRouter", false, []Key{
			Must(connect.FieldString, "regex", High, "The pattern that the whole name of the topic has to match.").Checked(javaPattern),
			Must(connect.FieldString, "replacement", High, "The new name; <code>$1</code> is the first group of the pattern."),
		}},
	}
	var out []Plugin
	for _, step := range steps {
		if !step.pair {
			out = append(out, Plugin{Class: TransformPackage + step.name, Kind: connect.KindTransformation, Version: StagesVersion, Keys: step.extra})
			continue
		}
		for _, part := range []string{"$Key", "$Value"} {
			out = append(out, Plugin{Class: TransformPackage + step.name + part, Kind: connect.KindTransformation, Version: StagesVersion, Keys: step.extra})
		}
	}
	return out
}

func predicates() []Plugin {
	make := func(name string, keys ...Key) Plugin {
		return Plugin{Class: PredicatePackage + name, Kind: connect.KindPredicate, Version: StagesVersion, Keys: keys}
	}
	return []Plugin{
		make("HasHeaderKey", Must(connect.FieldString, "name", Mid, "The name of the header.").Checked(notEmpty)),
		make("RecordIsTombstone"),
		make("TopicNameMatches", Must(connect.FieldString, "pattern", Mid, "The pattern that the whole name of the topic has to match.").Checked(notEmpty, javaPattern)),
	}
}

// converters are listed as converters and as header converters.
func converters(kind connect.PluginKind) []Plugin {
	role := Must(connect.FieldString, "converter.type", Low, "What is converted: <code>key</code>, <code>value</code> or <code>header</code>. The worker fills this in.").Checked(isOneOf("key", "value", "header"))
	make := func(name string, keys ...Key) Plugin {
		return Plugin{Class: ConverterPackage + name, Kind: kind, Version: StagesVersion, Keys: keys}
	}
	out := []Plugin{
		make("ByteArrayConverter", role),
		make("JsonConverter", Join([]Key{role},
			Group("Schemas",
				Opt(connect.FieldBoolean, "schemas.enable", "true", High, "Whether each message carries its schema beside its content.").Titled("Enable Schemas").At(0),
				Opt(connect.FieldInt, "schemas.cache.size", "1000", High, "How many schemas are kept at hand.").Titled("Schema Cache Size").At(1),
				Null(connect.FieldString, "schema.content", High, "The schema of all records, as JSON, where messages carry none.").Titled("Schema Content").At(2),
			),
			Group("Serialization",
				Opt(connect.FieldString, "decimal.format", "BASE64", Low, "How decimals are written: <code>BASE64</code> or <code>NUMERIC</code>, in any case.").Titled("Decimal Format").Checked(isOneOfAnyCase("BASE64", "NUMERIC")).At(0),
				Opt(connect.FieldBoolean, "replace.null.with.default", "true", Low, "Whether a null takes the default of its field.").Titled("Replace null with default").At(1),
			),
		)...),
		make("LongConverter", role),
		make("StringConverter", role, Opt(connect.FieldString, "converter.encoding", "UTF-8", High, "The character set of the text.").Titled("Encoding").Sized(Medium)),
	}
	if kind == connect.KindHeaderConverter {
		out = append(out[:3:3], make("SimpleHeaderConverter"), out[3])
	}
	return out
}
