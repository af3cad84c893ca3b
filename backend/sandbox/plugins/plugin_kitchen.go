package plugins

import (
	"strings"

	"sluiceway/backend/connect"
)

// KitchenSink has one of everything that a definition or a validation can
// hold, so that tests can show all of it.
func KitchenSink() Plugin {
	return Plugin{
		Class: DemoPackage + "KitchenSinkConnector", Kind: connect.KindSink, // without a version
		Keys: Join(
			Group("Types", kitchenTypes()...),
			Group("Importance and width", kitchenSizes()...),
			Group("Choices", kitchenChoices()...),
			Group("Documentation", kitchenDocs()...),
			kitchenOddities(),
		),
		Inspect: func(c Settings) map[string][]string {
			out := map[string][]string{}
			if c.Text("kitchen.string") == "two problems" {
				out["kitchen.string"] = []string{"The first problem of this value.", "The second problem of this value."}
			}
			if c.Has("kitchen.dynamic") {
				out["kitchen.dynamic.extra"] = nil
			}
			return out
		},
	}
}

func kitchenTypes() []Key {
	return []Key{
		Opt(connect.FieldBoolean, "kitchen.boolean", "true", High, "A switch.").Titled("Boolean"),
		Opt(connect.FieldInt, "kitchen.int", "42", High, "A whole number between -10 and 1,000,000.").Titled("Int").Checked(between(-10, 1_000_000)),
		Opt(connect.FieldShort, "kitchen.short", "7", Mid, "A small whole number.").Titled("Short"),
		Opt(connect.FieldLong, "kitchen.long", "9223372036854775807", Mid, "A large whole number, at the largest there is.").Titled("Long"),
		Opt(connect.FieldDouble, "kitchen.double", "1.0E10", Mid, "A number with a fraction.").Titled("Double"),
		Opt(connect.FieldString, "kitchen.string", "a text, with “quotes”", Mid, "A text. Put in <code>two problems</code> to get two.").Titled("String"),
		Opt(connect.FieldList, "kitchen.list", "one,two,three", Mid, "A list of texts; none of them can hold a comma.").Titled("List"),
		Opt(connect.FieldClass, "kitchen.class", "java.util.ArrayList", Low, "The name of a class.").Titled("Class"),
		Opt(connect.FieldPassword, "kitchen.password", "a-default-secret", Low, "A secret, with a default that is hidden.").Titled("Password"),
		Opt(connect.FieldLong, "kitchen.duration.ms", "5400000", Mid, "A time in milliseconds.").Titled("Duration"),
		Opt(connect.FieldLong, "kitchen.size.bytes", "1073741824", Mid, "A size in bytes.").Titled("Size"),
		Must(connect.FieldString, "kitchen.required", High, "A text that has to be there.").Titled("Required"),
		Opt(connect.FieldString, "kitchen.empty.default", "", Low, "A text whose default is empty, which is not the same as none.").Titled("Empty default"),
	}
}

func kitchenSizes() []Key {
	var out []Key
	for _, importance := range []string{High, Mid, Low} {
		for _, width := range []string{NoWidth, Narrow, Medium, Wide} {
			name := "kitchen.size." + strings.ToLower(importance) + "." + strings.ToLower(width)
			k := Null(connect.FieldString, name, importance, "Importance "+importance+", width "+width+".").Titled(importance + ", " + width)
			k.width = width
			out = append(out, k)
		}
	}
	return out
}

func kitchenChoices() []Key {
	return []Key{
		Opt(connect.FieldString, "kitchen.mode", "simple", High, "What else is asked: <code>simple</code> hides the next two settings, <code>expert</code> shows them, <code>off</code> shows the first.").
			Titled("Mode").oneOf("simple", "expert", "off").reaches("kitchen.mode.level", "kitchen.mode.flavour"),
		Opt(connect.FieldInt, "kitchen.mode.level", "1", Mid, "A level, for all but simple modes.").Titled("Level").shownIf(func(c Settings) bool { return c.Has("kitchen.mode") && c.Text("kitchen.mode") != "simple" }),
		Opt(connect.FieldString, "kitchen.mode.flavour", "salt", Mid, "A flavour, for experts. The choices hang on the mode; other texts are fine too.").Titled("Flavour").
			suggestsBy(func(c Settings) []string {
				if c.Text("kitchen.mode") == "expert" {
					return []string{"salt", "umami", "bitter"}
				}
				return []string{"salt"}
			}).shownIf(func(c Settings) bool { return c.Text("kitchen.mode") == "expert" }),
		Opt(connect.FieldString, "kitchen.colour", "white", Low, "A colour. The recommended ones are suggestions.").Titled("Colour").Suggests("white", "grey", "black"),
		Opt(connect.FieldList, "kitchen.spices", "pepper", Low, "Spices out of a closed list.").Titled("Spices").Checked(eachIsOneOf("pepper", "cumin", "mace")).Suggests("pepper", "cumin", "mace"),
		Opt(connect.FieldInt, "kitchen.portions", "2", Low, "A number with recommended values.").Titled("Portions").Suggests("1", "2", "4").Checked(between(1, 8)),
		Opt(connect.FieldBoolean, "kitchen.gas", "false", Low, "A switch with recommended values.").Titled("Gas").Suggests("true", "false"),
		Null(connect.FieldString, "kitchen.hidden", Low, "Never visible.").Titled("Hidden").Hidden(),
		Null(connect.FieldString, "kitchen.dynamic", Low, "When this is set, validate answers with one more key that has no definition.").Titled("Dynamic"),
	}
}

func kitchenOddities() []Key {
	nulls := Null(connect.FieldString, "kitchen.null.value", Low, "Validate answers without a value for this one, as real plugins do for names they gave up.").Titled("Null value")
	nulls.NoValue = true
	undefined := Null(connect.FieldString, "kitchen.null.definition", Low, "")
	undefined.NoDefined = true
	noTitle := Null(connect.FieldString, "kitchen.no.docs", Low, "")
	return Join(
		Group("", Null(connect.FieldString, "kitchen.group.empty", Low, "Its group has the empty name.").Titled("Empty group")),
		[]Key{
			Null(connect.FieldString, "kitchen.group.null", Low, "It has no group at all."),
			Null(connect.FieldString, "kitchen.topic.%s.override", Low, "A template: the two characters stand for the name of a topic. It is not a setting itself.").Hidden(),
			nulls, undefined, noTitle,
		},
		Group("A group all of whose settings are hidden", Null(connect.FieldString, "kitchen.hidden.alone", Low, "Alone and hidden.").Hidden()),
	)
}
