package clusterfiles

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// kpow reads the environment variables of Kpow and Factor Platform, as documented at
// docs.factorhouse.io/kpow-ee/config/kafka-connect (with its pages on Confluent's managed
// connect and on MSK Connect) and docs.kpow.io/config/multi-cluster. One Kafka cluster may have
// several Connect clusters: the ids in CONNECT_RESOURCE_IDS are prefixes of their variables
// (US1_CONNECT_REST_URL). Further Kafka clusters have the suffixes _2, _3, …
func kpow() tool {
	return tool{id: "kpow", title: "Kpow", inVars: isKpow, vars: parseKpow}
}

// kpowFields are the variables of a Connect cluster, without the prefix “CONNECT_”.
func kpowFields() []string {
	return []string{
		"REST_URL", "NAME", "AUTH", "BASIC_AUTH_USER", "BASIC_AUTH_PASS", "PERMISSIVE_SSL", "TIMEOUT_MS", "AWS_REGION",
		"SSL_KEYSTORE_LOCATION", "SSL_KEYSTORE_TYPE", "SSL_KEYSTORE_PASSWORD",
		"SSL_TRUSTSTORE_LOCATION", "SSL_TRUSTSTORE_TYPE", "SSL_TRUSTSTORE_PASSWORD",
		"OBSERVATION_VERSION", "OFFSET_STORAGE_TOPIC", "GROUP_ID", "STARTUP_VALIDATION",
	}
}

// kpowKey is a variable's place: the id of a Connect cluster and the number of its Kafka
// cluster, from 1.
type kpowKey struct {
	id     string
	number int
}

// kpowName divides the name of a variable.
func kpowName(key string) (at kpowKey, name string, ok bool) {
	at.number = 1
	if i := strings.LastIndexByte(key, '_'); i > 0 {
		if n, is := tree.Number(key[i+1:]); is && n > 1 {
			at.number, key = n, key[:i]
		}
	}
	for _, name := range kpowFields() {
		if id, found := strings.CutSuffix(key, "CONNECT_"+name); found && (id == "" || strings.HasSuffix(id, "_") && id != "_") {
			at.id = strings.TrimSuffix(id, "_")
			return at, name, true
		}
	}
	return at, "", false
}

// isKpow reports whether a variable has an address or region. The other names are those of
// workers' images, too.
func isKpow(vars *tree.Node) bool {
	return slices.ContainsFunc(vars.Entries, func(e tree.Entry) bool {
		_, name, ok := kpowName(e.Key)
		return ok && (name == "REST_URL" || name == "AWS_REGION")
	})
}

func parseKpow(b *builder, vars *tree.Node) {
	groups := map[kpowKey]map[string]field{}
	var order []kpowKey
	f := fieldsOf(vars, "")
	for i, e := range vars.Entries {
		at, name, ok := kpowName(e.Key)
		if !ok || !vars.Counts(i) {
			continue
		}
		if groups[at] == nil {
			groups[at] = map[string]field{}
			order = append(order, at)
		}
		groups[at][name] = f.field(e)
	}
	slices.SortStableFunc(order, func(a, b kpowKey) int { return cmp.Compare(a.number, b.number) })
	rights, rightsNote := kpowRights(b, f)
	for _, at := range order {
		if b.try() {
			kpowCluster(b, f, at, groups[at], rights)
		}
	}
	if rightsNote != "" {
		b.add(Note{Code: Guessed, Key: "ALLOW_CONNECT_EDIT", Text: rightsNote})
	}
}

func kpowCluster(b *builder, vars *fields, at kpowKey, group map[string]field, rights *Permissions) {
	get := func(name string) field {
		if f, ok := group[name]; ok {
			return f
		}
		return field{key: kpowVariable(at, "CONNECT_"+name)}
	}
	if group["REST_URL"].value() == "" && group["AWS_REGION"].value() == "" {
		for _, name := range kpowFields() {
			if f, ok := group[name]; ok {
				b.note(Invalid, f, "There is no %s, so this was left out.", kpowVariable(at, "CONNECT_REST_URL"))
			}
		}
		return
	}
	d := b.start()
	d.c.Permissions = rights
	kpowTitle(d, vars, at, get("NAME"))
	d.urls(get("REST_URL"))
	if region := get("AWS_REGION"); d.c.URL == "" && region.value() != "" {
		d.set(&d.c.Scope, region)
		d.c.Kind = kindMSK
		d.note(Guessed, region, "The AWS profile is not in the file; the default one is used.")
	}
	kpowLogin(d, get("AUTH"), get("BASIC_AUTH_USER"), get("BASIC_AUTH_PASS"))
	d.insecure(get("PERMISSIVE_SSL"), tree.IsTrue(get("PERMISSIVE_SSL").value()))
	d.millis(get("TIMEOUT_MS"))
	d.path(&d.c.KeyStoreFile, get("SSL_KEYSTORE_LOCATION"), "The key store of the client certificate")
	d.set(&d.c.KeyStoreType, get("SSL_KEYSTORE_TYPE"))
	d.secret(SecretKeyStorePassword, get("SSL_KEYSTORE_PASSWORD"), "the password of the key store")
	d.path(&d.c.CAFile, get("SSL_TRUSTSTORE_LOCATION"), "The trust store")
	d.set(&d.c.CAType, get("SSL_TRUSTSTORE_TYPE"))
	d.secret(SecretTrustStorePassword, get("SSL_TRUSTSTORE_PASSWORD"), "the password of the trust store")
	d.set(&d.c.GroupID, get("GROUP_ID"))
	d.set(&d.c.OffsetTopic, get("OFFSET_STORAGE_TOPIC"))
	for _, name := range []string{"OBSERVATION_VERSION", "STARTUP_VALIDATION"} {
		if f, ok := group[name]; ok {
			d.note(Unsupported, f, "It says how Kpow takes snapshots or starts; Sluiceway has no such setting.")
		}
	}
	address := get("REST_URL")
	if _, ok := group["REST_URL"]; !ok && d.c.Kind == kindMSK {
		address = get("AWS_REGION")
	}
	d.done(address)
}

func kpowVariable(at kpowKey, name string) string {
	if at.id != "" {
		name = at.id + "_" + name
	}
	if at.number > 1 {
		name += "_" + strconv.Itoa(at.number)
	}
	return name
}

// kpowTitle sets the name: CONNECT_NAME, or the name of the Kafka cluster and the id.
func kpowTitle(d *draft, vars *fields, at kpowKey, name field) {
	if d.set(&d.c.Name, name); d.c.Name == "" {
		d.set(&d.c.Name, vars.take(kpowVariable(kpowKey{"", at.number}, "ENVIRONMENT_NAME")))
		if at.id != "" {
			d.c.Name = strings.TrimPrefix(d.c.Name+" / "+at.id, " / ")
		}
	}
	if at.id == "" {
		return
	}
	ids := vars.take(kpowVariable(kpowKey{"", at.number}, "CONNECT_RESOURCE_IDS"))
	if ids.n == nil {
		ids = vars.take("CONNECT_RESOURCE_IDS")
	}
	d.b.used[ids.n] = true
	listed := strings.FieldsFunc(ids.value(), func(r rune) bool { return r == ',' || r == ' ' })
	if !slices.Contains(listed, at.id) {
		d.add(Note{Code: Guessed, Key: "CONNECT_RESOURCE_IDS", Line: ids.line(), Text: fmt.Sprintf("%s is not in CONNECT_RESOURCE_IDS, so Kpow would not use this cluster.", at.id)})
	}
}

// kpowLogin sets the login. Kpow uses the user name and password only with AUTH=BASIC.
func kpowLogin(d *draft, auth, user, password field) {
	d.basic(user, password)
	kind := strings.ToUpper(d.text(auth))
	switch {
	case kind == "" && d.c.Login == LoginBasic && user.value() != "":
		d.add(Note{Code: Guessed, Key: auth.key, Line: user.line(), Text: "The file has a user name without CONNECT_AUTH=BASIC; Basic login is used."})
	case kind == "BASIC" && user.value() == "" && password.value() == "" && d.c.Username == "":
		d.c.Login = LoginBasic
		d.note(Guessed, auth, "The user name and password of the Basic login are not in the file; enter them.")
	case kind != "" && kind != "BASIC" && kind != "NONE" && len(tree.VariablesIn(kind)) == 0:
		d.note(Unsupported, auth, "Kpow has only BASIC here; this login was left out.")
	}
}

// kpowRights returns what Kpow lets its users do. It permits nothing by default; what it does
// not name, such as deleting, is off where one of its two rights is off.
func kpowRights(b *builder, vars *fields) (rights *Permissions, note string) {
	create, edit, policy := vars.take("ALLOW_CONNECT_CREATE"), vars.take("ALLOW_CONNECT_EDIT"), vars.take("RBAC_CONFIGURATION_FILE")
	b.used[create.n], b.used[edit.n] = true, true
	if policy.value() != "" {
		b.note(Unsupported, policy, "The permissions are in another file, which was not read. Choose them after the import.")
		return nil, ""
	}
	if len(tree.VariablesIn(create.value()+edit.value())) > 0 {
		return nil, "The permissions need variables, which were not read. Choose them after the import."
	}
	both := tree.IsTrue(create.value()) && tree.IsTrue(edit.value())
	rights = &Permissions{Create: tree.IsTrue(create.value()), Edit: tree.IsTrue(edit.value()), State: tree.IsTrue(edit.value()), Delete: both, Offsets: both}
	switch {
	case create.n == nil && edit.n == nil:
		note = "The file permits neither creating nor editing connectors, which Kpow forbids by default, so the clusters are read-only. You can change that."
	case !both:
		note = "Kpow has one right for creating and one for editing, pausing and restarting. Deleting and changing offsets stay off, because one of the two is off."
	}
	return rights, note
}
