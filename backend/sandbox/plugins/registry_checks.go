package plugins

import (
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Loadable refuses a class that is no plugin of the kind; null passes, its
// error was given before.
func (r *Registry) Loadable(kind connect.PluginKind) check {
	return func(name string, v Parsed) string {
		if !v.Set {
			return ""
		}
		if _, known := r.Find(v.Text, "", kind); !known {
			return badValue(name, v.Text, "Class "+v.Text+" could not be found.")
		}
		return ""
	}
}

// Installed refuses a version of a class that is not there.
func (r *Registry) Installed(class string, kind connect.PluginKind) check {
	return func(_ string, v Parsed) string {
		versions := r.Versions(class, kind)
		if !v.Set || v.Text == "" || v.Text == "latest" || slices.Contains(versions, v.Text) {
			return ""
		}
		return WrongVersion(class, v.Text, versions)
	}
}

// WrongVersion is what a worker says of a version that is not installed.
func WrongVersion(class, version string, versions []string) string {
	return fmt.Sprintf("Plugin %s not found that matches the version range [%s,%s], available versions: [%s]", class, version, version, strings.Join(versions, ", "))
}

// NoSuchClass lists every connector there is, as the real text does.
func (r *Registry) NoSuchClass(class string) error {
	var known []string
	for _, p := range r.All {
		if p.IsConnector() {
			known = append(known, fmt.Sprintf("PluginDesc{klass=class %[1]s, name='%[1]s', version='%[2]s', encodedVersion=%[2]s, type=%[3]s, typeName='%[3]s', location='sandbox'}",
				p.Class, versionOr(p.Version), p.Kind))
		}
	}
	return &JavaError{BadRequestException, ConnectException + ": Failed to find any class that implements Connector and which name matches " + class +
		", available connectors are: " + strings.Join(known, ", ")}
}

func versionOr(version string) string {
	if version == "" {
		return "undefined"
	}
	return version
}
