package formats

import (
	"slices"
	"strconv"
)

// notSent goes on after a connector that was refused, and says which.
const notSent = `failed=0
not_sent() { printf '%s was not sent\n' "$1" >&2; failed=$((failed + 1)); }
`

// renderCurlMany prints a script with one command for each connector. Nothing
// is sent before every variable is known to be set; one connector that is
// refused does not keep the others back.
func renderCurlMany(out *Rendered, items []Item, o Options) error {
	var commands page
	taken := o.taken()
	variables := o.loginVariables()
	for _, item := range items {
		one := curlScript{c: item.Connector, o: o, otherwise: " || not_sent " + singleQuoted(commentText(item.Name))}
		one.o.Definitions, one.o.Request = item.Definitions, item.Requests[o.Method]
		one.secrets = one.secretKeys()
		out.Secrets = append(out.Secrets, one.secrets...)
		ask := one.leftOut()
		one.names = taken.of(item.Name, ask)
		for _, key := range ask {
			variables = append(variables, Variable{one.names[key], key + " of " + item.Name})
		}
		target, err := one.target()
		if err != nil {
			return err
		}
		one.put("\n")
		one.comment("# " + commentText(item.Name))
		one.command(target)
		commands.add(&one.page)
	}
	s := curlScript{o: o}
	s.comment("#!/bin/sh")
	if o.Header != "" {
		s.comment("# " + commentText(o.Header))
	}
	s.head(variables)
	if len(variables) > 0 {
		s.guard(variables)
		s.put(" || exit 1\n")
	}
	if r := o.reachOf(); r.token != nil {
		s.fetchToken(r)
		s.put(" || exit 1\n")
	}
	s.put(notSent)
	s.add(&commands)
	s.put("\n[ \"$failed\" -eq 0 ] || { printf '%s of ", strconv.Itoa(len(items)), " were not sent\\n' \"$failed\" >&2; exit 1; }\n")
	slices.Sort(out.Secrets)
	out.Secrets = slices.Compact(out.Secrets)
	out.Variables = variables
	out.Text, out.Spans = s.text.String(), s.spans
	out.Needs = curlNeeds(len(variables) > len(o.loginVariables()), o.reachOf().token != nil)
	return nil
}
