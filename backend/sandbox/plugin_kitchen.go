package sandbox

import (
	"strings"

	"sluiceway/backend/connect"
)

// kitchenSink has one of everything that a definition or a validation can
// hold, so that whoever shows them can be seen to cope.
func kitchenSink() plugin {
	return plugin{
		class: demoPackage + "KitchenSinkConnector", kind: connect.KindSink, // without a version
		keys: join(
			group("Types", kitchenTypes()...),
			group("Importance and width", kitchenSizes()...),
			group("Choices", kitchenChoices()...),
			group("Documentation", kitchenDocs()...),
			kitchenOddities(),
		),
		inspect: func(c settings) map[string][]string {
			out := map[string][]string{}
			if c.text("kitchen.string") == "two problems" {
				out["kitchen.string"] = []string{"The first problem of this value.", "The second problem of this value."}
			}
			if c.has("kitchen.dynamic") {
				out["kitchen.dynamic.extra"] = nil
			}
			return out
		},
	}
}

func kitchenTypes() []key {
	return []key{
		opt(connect.FieldBoolean, "kitchen.boolean", "true", high, "A switch.").titled("Boolean"),
		opt(connect.FieldInt, "kitchen.int", "42", high, "A whole number between -10 and 1,000,000.").titled("Int").checked(between(-10, 1_000_000)),
		opt(connect.FieldShort, "kitchen.short", "7", mid, "A small whole number.").titled("Short"),
		opt(connect.FieldLong, "kitchen.long", "9223372036854775807", mid, "A large whole number, at the largest there is.").titled("Long"),
		opt(connect.FieldDouble, "kitchen.double", "1.0E10", mid, "A number with a fraction.").titled("Double"),
		opt(connect.FieldString, "kitchen.string", "a text, with “quotes”", mid, "A text. Put in <code>two problems</code> to get two.").titled("String"),
		opt(connect.FieldList, "kitchen.list", "one,two,three", mid, "A list of texts; none of them can hold a comma.").titled("List"),
		opt(connect.FieldClass, "kitchen.class", "java.util.ArrayList", low, "The name of a class.").titled("Class"),
		opt(connect.FieldPassword, "kitchen.password", "a-default-secret", low, "A secret, with a default that is hidden.").titled("Password"),
		opt(connect.FieldLong, "kitchen.duration.ms", "5400000", mid, "A time in milliseconds.").titled("Duration"),
		opt(connect.FieldLong, "kitchen.size.bytes", "1073741824", mid, "A size in bytes.").titled("Size"),
		must(connect.FieldString, "kitchen.required", high, "A text that has to be there.").titled("Required"),
		opt(connect.FieldString, "kitchen.empty.default", "", low, "A text whose default is empty, which is not the same as none.").titled("Empty default"),
	}
}

func kitchenSizes() []key {
	var out []key
	for _, importance := range []string{high, mid, low} {
		for _, width := range []string{noWidth, narrow, medium, wide} {
			name := "kitchen.size." + strings.ToLower(importance) + "." + strings.ToLower(width)
			k := null(connect.FieldString, name, importance, "Importance "+importance+", width "+width+".").titled(importance + ", " + width)
			k.width = width
			out = append(out, k)
		}
	}
	return out
}

func kitchenChoices() []key {
	return []key{
		opt(connect.FieldString, "kitchen.mode", "simple", high, "What else is asked: <code>simple</code> hides the next two settings, <code>expert</code> shows them, <code>off</code> shows the first.").
			titled("Mode").oneOf("simple", "expert", "off").reaches("kitchen.mode.level", "kitchen.mode.flavour"),
		opt(connect.FieldInt, "kitchen.mode.level", "1", mid, "A level, for all but simple modes.").titled("Level").shownIf(func(c settings) bool { return c.has("kitchen.mode") && c.text("kitchen.mode") != "simple" }),
		opt(connect.FieldString, "kitchen.mode.flavour", "salt", mid, "A flavour, for experts. The choices hang on the mode; other texts are fine too.").titled("Flavour").
			suggestsBy(func(c settings) []string {
				if c.text("kitchen.mode") == "expert" {
					return []string{"salt", "umami", "bitter"}
				}
				return []string{"salt"}
			}).shownIf(func(c settings) bool { return c.text("kitchen.mode") == "expert" }),
		opt(connect.FieldString, "kitchen.colour", "white", low, "A colour. The recommended ones are suggestions.").titled("Colour").suggests("white", "grey", "black"),
		opt(connect.FieldList, "kitchen.spices", "pepper", low, "Spices out of a closed list.").titled("Spices").checked(eachIsOneOf("pepper", "cumin", "mace")).suggests("pepper", "cumin", "mace"),
		opt(connect.FieldInt, "kitchen.portions", "2", low, "A number with recommended values.").titled("Portions").suggests("1", "2", "4").checked(between(1, 8)),
		opt(connect.FieldBoolean, "kitchen.gas", "false", low, "A switch with recommended values.").titled("Gas").suggests("true", "false"),
		null(connect.FieldString, "kitchen.hidden", low, "Never visible.").titled("Hidden").hidden(),
		null(connect.FieldString, "kitchen.dynamic", low, "When this is set, validate answers with one more key that has no definition.").titled("Dynamic"),
	}
}

func kitchenOddities() []key {
	nulls := null(connect.FieldString, "kitchen.null.value", low, "Validate answers without a value for this one, as real plugins do for names they gave up.").titled("Null value")
	nulls.noValue = true
	undefined := null(connect.FieldString, "kitchen.null.definition", low, "")
	undefined.noDefined = true
	noTitle := null(connect.FieldString, "kitchen.no.docs", low, "")
	return join(
		group("", null(connect.FieldString, "kitchen.group.empty", low, "Its group has the empty name.").titled("Empty group")),
		[]key{
			null(connect.FieldString, "kitchen.group.null", low, "It has no group at all."),
			null(connect.FieldString, "kitchen.topic.%s.override", low, "A template: the two characters stand for the name of a topic. It is not a setting itself.").hidden(),
			nulls, undefined, noTitle,
		},
		group("A group all of whose settings are hidden", null(connect.FieldString, "kitchen.hidden.alone", low, "Alone and hidden.").hidden()),
	)
}
