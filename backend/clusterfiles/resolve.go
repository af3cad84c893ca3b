package clusterfiles

import (
	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/connect"
)

// Resolve returns the cluster with values in the places of its variables. The caller has asked
// the person before reading them from the environment. An address that is complete now is
// normalised; one that cannot be used stays as it is, for the profile's own check.
func (c Cluster) Resolve(values map[string]connect.Secret) Cluster {
	out := c
	for _, text := range out.texts() {
		*text = tree.Replace(*text, values)
	}
	out.Secrets = map[string]connect.Secret{}
	for key, secret := range c.Secrets {
		out.Secrets[key] = connect.NewSecret(tree.Replace(secret.Reveal(), values))
	}
	out.Headers = append([]Header{}, c.Headers...)
	for i := range out.Headers {
		out.Headers[i].Value = tree.Replace(out.Headers[i].Value, values)
	}
	out.URL = resolvedURL(&out, c.URL, values)
	out.MoreURLs = []string{}
	for _, url := range c.MoreURLs {
		out.MoreURLs = append(out.MoreURLs, resolvedURL(&out, url, values))
	}
	out.VariableNames = []string{}
	for _, name := range c.VariableNames {
		if _, ok := values[name]; !ok {
			out.VariableNames = append(out.VariableNames, name)
		}
	}
	return out
}

// texts returns the values that may contain variables, apart from addresses, headers and
// secrets.
func (c *Cluster) texts() []*string {
	return []*string{
		&c.Name, &c.Username, &c.Scope, &c.Account, &c.CAFile, &c.KeyStoreFile, &c.CertFile, &c.KeyFile,
		&c.Certificate, &c.TokenURL, &c.ClientID, &c.Proxy, &c.ProxyUsername, &c.GroupID, &c.OffsetTopic,
		&c.AdminURL, &c.Audience, &c.ServerName, &c.Pin,
	}
}

// Unresolved returns the variables that the cluster needs and that have neither a value nor a
// default in the file, in the order of the file.
func (c Cluster) Unresolved(values map[string]connect.Secret) []string {
	texts := append([]string{c.URL}, c.MoreURLs...)
	for _, text := range c.texts() {
		texts = append(texts, *text)
	}
	for _, h := range c.Headers {
		texts = append(texts, h.Value)
	}
	for _, secret := range c.Secrets {
		texts = append(texts, secret.Reveal())
	}
	needed := map[string]bool{}
	for _, text := range texts {
		for _, v := range tree.VariablesIn(text) {
			_, has := values[v.Name]
			needed[v.Name] = needed[v.Name] || !has && !v.Optional
		}
	}
	out := []string{}
	for _, name := range c.VariableNames {
		if needed[name] {
			out = append(out, name)
		}
	}
	return out
}

func resolvedURL(c *Cluster, text string, values map[string]connect.Secret) string {
	if len(tree.VariablesIn(text)) == 0 {
		return text
	}
	text = tree.Replace(text, values)
	if a, ok := readAddress(text); ok {
		c.adoptLogin(a)
		return a.URL
	}
	return text
}
