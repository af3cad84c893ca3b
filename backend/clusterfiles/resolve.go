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
	for _, text := range []*string{
		&out.Name, &out.Username, &out.Scope, &out.Account, &out.CAFile, &out.KeyStoreFile, &out.CertFile, &out.KeyFile,
		&out.Certificate, &out.TokenURL, &out.ClientID, &out.Proxy, &out.ProxyUsername, &out.GroupID, &out.OffsetTopic,
		&out.AdminURL, &out.Audience, &out.ServerName, &out.Pin,
	} {
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
